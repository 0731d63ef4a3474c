import DuckDBClient
import DuckDBServerless
import LocalServices
import Synchronization
import Testing

@Suite("Cursors and sessions of an environment")
struct DuckDBEnvironmentTests {
    /// Counts what it is asked for.
    final class Count: Sendable, Hashable {
        private let state = Mutex((attached: 0, detached: 0))
        var attached: Int { state.withLock(\.attached) }
        func attach() { state.withLock { $0.attached += 1 } }
        static func == (left: Count, right: Count) -> Bool { left === right }
        func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(self)) }
    }

    /// A step as users write them.
    struct Lookup: BootstrapStep {
        var name = "lookup"
        let count: Count
        var triggers: [BootstrapTrigger] { [.catalog(name)] }

        func attach(to connection: borrowing Connection, with material: BootstrapMaterial) throws {
            count.attach()
            try connection.execute("ATTACH ':memory:' AS \(SQL.identifier(name))")
            try connection.execute("CREATE TABLE \(SQL.identifier(name)).codes AS SELECT 7 AS code")
        }

        func detach(from connection: borrowing Connection) throws {
            try connection.execute("DETACH DATABASE IF EXISTS \(SQL.identifier(name))")
        }
    }

    private func environment(_ steps: [any BootstrapStep] = []) async throws -> DuckDBEnvironment {
        DuckDBEnvironment(try await .test(steps))
    }

    @Test("However many ask at the same time, a database is woken once, and a step attached once")
    func singleFlight() async throws {
        let count = Count()
        let environment = try await environment([Lookup(count: count)])
        let codes = try await withThrowingTaskGroup(of: Int?.self) { group in
            for _ in 1...32 {
                group.addTask {
                    try await environment.cursor { try $0.fetchOne(Int.self, "SELECT code FROM lookup.codes") }
                }
            }
            return try await group.reduce(into: [Int?]()) { $0.append($1) }
        }
        #expect(codes.allSatisfy { $0 == 7 })
        #expect(count.attached == 1)
        let engine = try await environment.engine()
        #expect(engine.timeline.phases.filter { $0.name == "engine" }.count == 1)
    }

    @Test("Databases of different names share nothing")
    func separatesDatabases() async throws {
        let environment = try await environment()
        try await environment.cursor(database: "a") { _ = try $0.execute("CREATE TABLE t AS SELECT 1 AS i") }
        #expect(try await environment.cursor(database: "a") { try $0.fetchOne(Int.self, "FROM t") } == 1)
        await #expect(throws: DuckDBError.self) {
            try await environment.cursor(database: "b") { try $0.fetchOne(Int.self, "FROM t") }
        }
    }

    @Test("A database is not handed to whoever asks for it with other steps")
    func refusesOtherSteps() async throws {
        let count = Count()
        let environment = try await environment()
        let steps = [Lookup(count: count)]
        _ = try await environment.cursor(bootstrap: steps) { try $0.fetchOne(Int.self, "SELECT 1") }
        _ = try await environment.cursor(bootstrap: steps) { try $0.fetchOne(Int.self, "SELECT 1") }
        for other in [[], [Lookup(name: "other", count: count)]] as [[any BootstrapStep]] {
            let error = await #expect(throws: BootstrapError.self) {
                try await environment.cursor(bootstrap: other) { try $0.fetchOne(Int.self, "SELECT 1") }
            }
            #expect(error?.code == .conflictingBootstrap)
        }
        #expect(try await environment.cursor(bootstrap: steps) { try $0.fetchOne(Int.self, "FROM lookup.codes") } == 7)
    }

    @Test(
        "Nothing of a call reaches the next one of the same database",
        arguments: [
            ["BEGIN", "INSERT INTO kept VALUES (2)"], ["CREATE TEMP TABLE mine AS SELECT 1"], ["SET VARIABLE mine = 1"],
            ["CREATE SCHEMA other", "USE other"], ["SET SESSION search_path = 'pg_catalog'"],
            ["SET SESSION default_order = 'DESC'"], ["PREPARE mine AS SELECT 1"], ["CREATE TEMP MACRO mine() AS 1"],
            ["SET timezone = 'Asia/Tokyo'"], ["BEGIN", "SELECT error('aborted')"],
        ]
    )
    func isolates(statements: [String]) async throws {
        let environment = try await environment()
        try await environment.cursor { _ = try $0.execute("CREATE TABLE kept AS SELECT 1 AS i") }
        let seen: SQL = """
            SELECT (SELECT count(*) FROM main.kept), getvariable('mine') IS NULL, current_schema(),
                current_setting('default_order'), current_setting('timezone'), current_setting('search_path'),
                (SELECT count(*) FROM duckdb_tables() WHERE temporary),
                (SELECT count(*) FROM duckdb_functions() WHERE function_name = 'mine'),
                (SELECT count(*) FROM duckdb_prepared_statements())
            """
        let before = try await environment.cursor { try $0.fetchOne(seen) }
        try await environment.cursor { cursor in
            for statement in statements { _ = try? cursor.execute(SQL(unsafe: statement)) }
        }
        #expect(try await environment.cursor { try $0.fetchOne(seen) } == before)
        #expect(try await environment.cursor { try $0.execute("INSERT INTO kept VALUES (3)") } == 1)
    }

    @Test("A closed database is another one afterwards, with whatever steps")
    func closes() async throws {
        let environment = try await environment()
        try await environment.cursor { try $0.execute("CREATE TABLE t AS SELECT 1 AS i") }
        let first = try await environment.engine()
        environment.close()
        environment.close(database: "never woken")
        let steps = [Lookup(count: Count())]
        let tables: SQL = "SELECT count(*) FROM duckdb_tables()"
        #expect(try await environment.cursor(bootstrap: steps) { try $0.fetchOne(Int.self, tables) } == 0)
        // Who still has the first one may go on with it.
        #expect(try await first.cursor { try $0.fetchOne(Int.self, "FROM t") } == 1)
    }

    @Test("A session's settings, tables and attachments reach neither another session nor a shared database")
    func sessionIsAlone() async throws {
        let environment = try await environment()
        let threads: SQL = "SELECT current_setting('threads')"
        let before = try await environment.cursor { try $0.fetchOne(Int.self, threads) }
        try await environment.session { session in
            try session.execute("SET GLOBAL threads = 7")
            try session.execute("CREATE TABLE mine AS SELECT 1 AS i")
            try session.execute("ATTACH ':memory:' AS other")
            try session.execute("BEGIN")
            #expect(try session.fetchOne(Int.self, threads) == 7)
        }
        let catalogs: SQL = "SELECT count(*) FROM duckdb_databases() WHERE NOT internal"
        for isSession in [false, true] {
            func look(_ sql: SQL) async throws -> Int? {
                if isSession { return try await environment.session { try $0.fetchOne(Int.self, sql) } }
                return try await environment.cursor { try $0.fetchOne(Int.self, sql) }
            }
            #expect(try await look(threads) == before)
            #expect(try await look(catalogs) == 1)
            #expect(try await look("SELECT count(*) FROM duckdb_tables()") == 0)
        }
    }

    @Test("A session has steps of its own, and ends with what its work throws")
    func sessionThrows() async throws {
        struct Stop: Error {}
        let count = Count()
        let environment = try await environment()
        for _ in 1...2 {
            await #expect(throws: Stop.self) {
                try await environment.session(bootstrap: [Lookup(count: count)]) { session in
                    #expect(try session.fetchOne(Int.self, "FROM lookup.codes") == 7)
                    throw Stop()
                }
            }
        }
        #expect(count.attached == 2)
    }

    @Test("A session that is cancelled ends, and so does its engine", .timeLimit(.minutes(1)))
    func sessionIsCancelled() async throws {
        let environment = try await environment()
        let (started, isStarted) = AsyncStream.makeStream(of: Void.self)
        let task = Task {
            try await environment.session { session in
                isStarted.yield()
                _ = try session.fetchOne(Int.self, "SELECT count(*) FROM range(100000000000) t(i) WHERE i % 7 = 3")
            }
        }
        for await _ in started { break }
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(try await environment.session { try $0.fetchOne(Int.self, "SELECT 1") } == 1)
    }

    @Test("A wake that fails is tried again by the next call")
    func wakesAgain() async throws {
        let folder = try ScratchFolder()
        var configuration = try await EngineConfiguration.test([])
        configuration.extensionDirectory = folder.path("bundle")
        configuration.extensions = [.httpfs]
        let environment = DuckDBEnvironment(configuration)
        let one: @Sendable (borrowing Cursor) throws -> Int? = { try $0.fetchOne(Int.self, "SELECT 1") }
        await #expect(throws: ExtensionError.self) { try await environment.cursor(one) }
        try await folder.copy(ExtensionBundleFolder.path, as: "bundle")
        #expect(try await environment.cursor(one) == 1)
    }
}
