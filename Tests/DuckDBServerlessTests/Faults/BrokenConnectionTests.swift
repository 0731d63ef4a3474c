import Dispatch
import DuckDBClient
import DuckDBServerless
import LocalServices
import Testing

@Suite("A connection to the replica that breaks", .timeLimit(.minutes(2)))
struct BrokenConnectionTests {
    @Test("In the middle of a scan: the query is run again and succeeds")
    func scan() async throws {
        let replica = try await ReplicaUnderTest()
        let view = try await GatedView(at: replica.server)
        let engine = try await replica.engine()
        let task = Task {
            try await engine.cursor { try $0.fetchOne(Int.self, "SELECT sum(i)::BIGINT FROM \(unsafe: view.name)") }
        }
        let first = try await view.arrival()
        try await replica.terminate()
        // Another connection of the server's: the statement runs once more, with nobody having asked for it.
        _ = try await recovery("killed in a scan, until it runs again") { try await view.arrival(after: first) }
        try await view.open()
        #expect(try await task.value == GatedView.sum)
        #expect(engine.timeline.phases.filter { $0.name == "attach pg_replica" }.count == 1)
    }

    @Test("In a transaction: the first error reaches the caller, nothing is run again, and the next cursor works")
    func transaction() async throws {
        let replica = try await ReplicaUnderTest()
        let view = try await GatedView(at: replica.server)
        let engine = try await replica.engine()
        let task = Task {
            // A second run would wait at the gate for ever.
            try await engine.cursor(timeout: .seconds(30)) { cursor in
                try cursor.transaction(.readOnly) {
                    try cursor.fetchOne(Int.self, "SELECT sum(i)::BIGINT FROM \(unsafe: view.name)")
                }
            }
        }
        _ = try await view.arrival()
        try await replica.terminate()
        let error = try await #require(throws: DuckDBError.self) { try await task.value }
        #expect(error.code == .io)
        #expect(error.message.contains("terminating connection due to administrator command"), "\(error)")

        try await view.open()
        let sum = try await engine.cursor { cursor in
            try cursor.fetchOne(Int.self, "SELECT sum(i)::BIGINT FROM \(unsafe: view.name)")
        }
        #expect(sum == GatedView.sum)
    }

    @Test("Between two statements of a transaction: an error of the engine, and the next cursor works")
    func idleTransaction() async throws {
        let replica = try await ReplicaUnderTest()
        let engine = try await replica.engine()
        let (paused, isPaused) = AsyncStream.makeStream(of: Void.self)
        let isOver = DispatchSemaphore(value: 0)
        let task = Task {
            try await engine.cursor { cursor in
                try cursor.transaction(.readOnly) {
                    _ = try cursor.fetchOne(Int.self, ReplicaUnderTest.roles)
                    isPaused.yield()
                    isOver.wait()
                    return try cursor.fetchOne(Int.self, ReplicaUnderTest.roles)
                }
            }
        }
        for await _ in paused { break }
        try await replica.terminate()
        isOver.signal()
        await #expect(throws: DuckDBError.self) { try await task.value }
        let count = try await recovery("the query after a transaction that was killed") {
            try await engine.cursor { try $0.fetchOne(Int.self, ReplicaUnderTest.roles) }
        }
        #expect(count ?? 0 > 0)
    }

    @Test("In the middle of a stream: the rows that were read stay read, the error follows, and nothing is run again")
    func stream() async throws {
        let replica = try await ReplicaUnderTest()
        // The engine hands out no row before it has collected about a megabyte.
        let view = try await GatedView(at: replica.server, rows: 1_000_000)
        let engine = try await replica.engine()
        let (read, isRead) = AsyncStream.makeStream(of: Void.self)
        let task = Task {
            // A second run would wait at the gate for ever.
            try await engine.cursor(timeout: .seconds(30)) { cursor in
                defer { isRead.finish() }
                var rows = try cursor.stream("SELECT i FROM \(unsafe: view.name)")
                #expect(try rows.next()?[0] == 1)
                isRead.yield()
                var count = 1
                do {
                    while try rows.next() != nil { count += 1 }
                    return (count, nil)
                } catch let error as DuckDBError {
                    return (count, error)
                }
            } as (Int, DuckDBError?)
        }
        for await _ in read { break }
        _ = try await view.arrival()
        try await replica.terminate()
        let (count, error) = try await task.value
        #expect(error?.code == .io)
        #expect(
            error?.message.contains("terminating connection due to administrator command") == true,
            "\(error as Any)"
        )
        #expect((1...500_000).contains(count))
        try await view.open()
        let rows = try await engine.cursor { cursor in
            try cursor.fetchOne(Int.self, "SELECT count(*) FROM \(unsafe: view.name)")
        }
        #expect(rows == 1_000_000)
    }
}
