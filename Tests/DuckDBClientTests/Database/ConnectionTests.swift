import DuckDBClient
import Testing

@Suite("Databases and connections")
struct ConnectionTests {
    @Test("The linked engine is the pinned version")
    func version() {
        #expect(Database.engineVersion == "v1.5.4")
    }

    @Test("An unknown setting is refused by name")
    func refusesSetting() {
        let error = #expect(throws: DuckDBError.self) { try Database(settings: [("no_such_setting", "1")]) }
        #expect(error?.message.contains("no_such_setting") == true)
    }

    @Test("A file that is not a database is refused, and its text names it")
    func refusesFile() {
        let error = #expect(throws: DuckDBError.self) { try Database(path: "/proc/version") }
        #expect(error?.code == .io)
    }

    @Test("A path or a setting with a NUL, which the engine would read in part, is refused")
    func refusesNUL() throws {
        #expect(throws: DuckDBError.self) { try Database(path: "/tmp/a\0b") }
        #expect(throws: DuckDBError.self) { try Database(settings: [("threads", "1\02")]) }
        #expect(throws: DuckDBError.self) { try DatabaseCache().database(path: "/tmp/a\0b") }
    }

    @Test("What one connection leaves behind does not reach the next")
    func isolatesConnections() async throws {
        let database = try await Database.open()
        try await database.withConnection { connection in
            try connection.execute("CREATE TEMP TABLE mine (i INTEGER)")
            try connection.execute("SET VARIABLE v = 1")
            try connection.execute("CREATE TABLE shared (i INTEGER)")
            try connection.execute("BEGIN")
            #expect(try connection.execute("INSERT INTO shared VALUES (1), (2)") == 2)
        }
        try await database.withConnection { connection in
            #expect(throws: DuckDBError.self) { try connection.execute("FROM mine") }
            let variable = try connection.fetchOne("SELECT getvariable('v')")
            #expect(variable?[0] == .null)
            // The transaction was never committed.
            let count = try connection.fetchOne(Int.self, "SELECT count(*) FROM shared")
            #expect(count == 0)
        }
    }

    @Test("Cancelling the task ends a query that would run for hours, and the database stays usable")
    func cancels() async throws {
        let database = try await Database.open()
        let (started, start) = AsyncStream.makeStream(of: Void.self)
        let task = Task {
            try await database.withConnection { connection in
                start.finish()
                return try connection.fetchOne(
                    Int.self,
                    "SELECT count(*) FROM range(1000000000) a, range(1000000000) b WHERE (a.range * b.range) % 7 = 1"
                )
            }
        }
        for await _ in started {}
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(try await database.withConnection { try $0.fetchOne(Int.self, "SELECT 1") } == 1)
    }

    @Test("Many more cursors than threads of Swift's pool run at the same time")
    func runsConcurrently() async throws {
        let database = try await Database.open()
        let sum = try await withThrowingTaskGroup(of: Int.self) { group in
            for number in 1...64 {
                group.addTask {
                    try await database.withConnection {
                        try $0.fetchOne(Int.self, "SELECT $1", [.integer(Int64(number))]) ?? 0
                    }
                }
            }
            return try await group.reduce(0, +)
        }
        #expect(sum == 2080)
    }
}
