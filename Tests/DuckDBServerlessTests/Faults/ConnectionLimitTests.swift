import DuckDBClient
import DuckDBServerless
import LocalServices
import Testing

@Suite("Several scans of the replica at the same time", .timeLimit(.minutes(2)))
struct ConnectionLimitTests {
    @Test("They never use more than two connections, and all succeed")
    func limit() async throws {
        let replica = try await ReplicaUnderTest()
        let view = try await GatedView(at: replica.server)
        let engine = try await replica.engine()
        let task = Task {
            try await withThrowingTaskGroup(of: Int?.self) { group in
                for _ in 1...6 {
                    group.addTask {
                        try await engine.cursor { cursor in
                            try cursor.fetchOne(Int.self, "SELECT sum(i)::BIGINT FROM \(unsafe: view.name)")
                        }
                    }
                }
                var sums: [Int?] = []
                for try await sum in group { sums.append(sum) }
                return sums
            }
        }
        let first = try await view.arrival()
        _ = try await view.arrival(after: first)
        #expect(try await replica.connections() == 2)
        try await view.open()
        #expect(try await task.value == Array(repeating: GatedView.sum, count: 6))
        #expect(try await replica.connections() <= 2)
    }

    @Test("A join of two scans within the replica works with them, however many cursors run one")
    func join() async throws {
        let replica = try await ReplicaUnderTest()
        let engine = try await replica.engine()
        let sql: SQL = """
            SELECT count(*) FROM pg_replica.pg_catalog.pg_class a
            JOIN pg_replica.pg_catalog.pg_attribute b ON a.oid = b.attrelid
            JOIN pg_replica.pg_catalog.pg_namespace c ON c.oid = a.relnamespace
            """
        try await withThrowingTaskGroup(of: Int?.self) { group in
            for _ in 1...6 { group.addTask { try await engine.cursor { try $0.fetchOne(Int.self, sql) } } }
            for try await count in group { #expect(count ?? 0 > 0) }
        }
        #expect(try await replica.connections() <= 2)
    }
}
