import DuckDBClient
import DuckDBServerless
import LocalServices
import Testing

@Suite("A hot standby that cancels a query because of what it replays", .timeLimit(.minutes(3)))
struct RecoveryConflictTests {
    private let primary: PostgreSQL
    private let standby: PostgreSQL
    private let replica: ReplicaUnderTest

    init() async throws {
        primary = try await PostgreSQL.start()
        standby = try await PostgreSQL.standby(of: primary)
        let role = try await ReplicaUnderTest(at: primary)
        replica = role.moved(to: standby)
    }

    /// A view whose scan has read a table that the primary then rewrites.
    private func makeConflict() async throws -> (view: GatedView, sql: SQL) {
        try await primary.run(
            """
            CREATE TABLE numbers AS SELECT i FROM generate_series(1, 1000) AS t(i);
            GRANT SELECT ON numbers TO PUBLIC;
            """
        )
        let view = try await GatedView(at: primary)
        try await primary.awaitReplay(at: standby)
        return (view, "SELECT sum(i)::BIGINT FROM \(unsafe: view.name)")
    }

    /// Deletes rows that the scan may still see, and their last traces.
    private func vacuum() async throws {
        try await primary.run("DELETE FROM numbers WHERE i <= 500; VACUUM numbers;")
    }

    @Test("The query is run again and succeeds")
    func query() async throws {
        let (view, sql) = try await makeConflict()
        let engine = try await replica.engine()
        let task = Task { try await engine.cursor { try $0.fetchOne(Int.self, sql) } }
        let first = try await view.arrival(at: standby)
        try await vacuum()
        // The conflict has ended the first; the second has a snapshot in which the rows are gone.
        _ = try await recovery("cancelled by replay, until it runs again") {
            try await view.arrival(after: first, at: standby)
        }
        try await view.open()
        #expect(try await task.value == GatedView.sum)
        #expect(try await conflicts() > 0)
        await end()
    }

    @Test("In a transaction the error reaches the caller, and the next cursor works")
    func transaction() async throws {
        let (view, sql) = try await makeConflict()
        let engine = try await replica.engine()
        let task = Task {
            // A second run would wait at the gate for ever.
            try await engine.cursor(timeout: .seconds(30)) { cursor in
                try cursor.transaction(.readOnly) { try cursor.fetchOne(Int.self, sql) }
            }
        }
        _ = try await view.arrival(at: standby)
        try await vacuum()
        let error = try await #require(throws: DuckDBError.self) { try await task.value }
        #expect(error.code == .io)
        #expect(error.message.contains("conflict with recovery"), "\(error)")
        try await view.open()
        try await primary.awaitReplay(at: standby)
        #expect(try await engine.cursor { try $0.fetchOne(Int.self, sql) } == GatedView.sum)
        await end()
    }

    private func conflicts() async throws -> Int {
        try await standby.number("SELECT sum(confl_snapshot) FROM pg_stat_database_conflicts")
    }

    private func end() async {
        await standby.end()
        await primary.end()
    }
}
