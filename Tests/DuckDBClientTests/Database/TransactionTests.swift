import DuckDBClient
import Testing

@Suite("Transactions")
struct TransactionTests {
    private struct Failure: Error {}

    private func database() throws -> Database {
        let database = try Database()
        try database.connect().execute("CREATE TABLE t (i INTEGER PRIMARY KEY)")
        return database
    }

    private func count(_ database: Database) throws -> Int? {
        try database.connect().fetchOne(Int.self, "SELECT count(*) FROM t")
    }

    @Test("What returns is committed, and its value returned")
    func commits() throws {
        let database = try database()
        let connection = try database.connect()
        let value = try connection.transaction {
            try connection.execute("INSERT INTO t VALUES (1), (2)")
            #expect(try count(database) == 0)
            return "done"
        }
        #expect(value == "done")
        #expect(try count(database) == 2)
    }

    @Test("What throws is rolled back, and the error is its own")
    func rollsBack() throws {
        let database = try database()
        let connection = try database.connect()
        #expect(throws: Failure.self) {
            try connection.transaction {
                try connection.execute("INSERT INTO t VALUES (1)")
                throw Failure()
            }
        }
        #expect(try count(database) == 0)
        try connection.transaction { _ = try connection.execute("INSERT INTO t VALUES (1)") }
        #expect(try count(database) == 1)
    }

    @Test("A failed statement whose error is swallowed makes the commit fail, which the engine alone would not")
    func swallowed() throws {
        let database = try database()
        let connection = try database.connect()
        let error = #expect(throws: DuckDBError.self) {
            try connection.transaction {
                try connection.execute("INSERT INTO t VALUES (1)")
                _ = try? connection.execute("INSERT INTO t VALUES (1)")
            }
        }
        #expect(error?.code == .transaction)
        #expect(try count(database) == 0)
        #expect(try connection.fetchOne(Int.self, "SELECT 1") == 1)
    }

    @Test("A statement that did not come to run, such as one with a typing error, takes nothing back")
    func refusedStatement() throws {
        let database = try database()
        let connection = try database.connect()
        try connection.transaction {
            try connection.execute("INSERT INTO t VALUES (1)")
            _ = try? connection.execute("SELEC 1")
        }
        #expect(try count(database) == 1)
    }

    @Test("A transaction in a transaction is refused, and the outer one goes on")
    func nested() throws {
        let database = try database()
        let connection = try database.connect()
        try connection.transaction {
            try connection.execute("INSERT INTO t VALUES (1)")
            let error = #expect(throws: DuckDBError.self) { try connection.transaction {} }
            #expect(error?.code == .transaction)
            #expect(error?.message.contains("do not nest") == true)
        }
        #expect(try count(database) == 1)
    }

    @Test("A read-only transaction reads and does not write")
    func readOnly() throws {
        let connection = try database().connect()
        #expect(try connection.transaction(.readOnly) { try connection.fetchOne(Int.self, "SELECT 1") } == 1)
        let error = #expect(throws: DuckDBError.self) {
            try connection.transaction(.readOnly) { _ = try connection.execute("INSERT INTO t VALUES (1)") }
        }
        #expect(error?.code == .transaction)
    }

    @Test("A deadline rolls the transaction back, though no statement may run any more")
    func deadline() throws {
        let database = try database()
        let connection = try database.connect()
        let error = #expect(throws: DuckDBError.self) {
            try connection.withDeadline(.milliseconds(20)) {
                try connection.transaction {
                    try connection.execute("INSERT INTO t VALUES (1)")
                    try connection.execute(InterruptionTests.endless)
                }
            }
        }
        #expect(error?.code == .deadlineExceeded)
        #expect(try connection.transaction { try connection.fetchOne(Int.self, "SELECT count(*) FROM t") } == 0)
    }

    @Test("Cancellation rolls the transaction back; the closure can go on without it")
    func cancelled() async throws {
        let database = try await Database.open()
        let (started, start) = AsyncStream.makeStream(of: Void.self)
        let task = Task {
            try await database.withConnection { connection in
                try connection.execute("CREATE TABLE t (i INTEGER)")
                #expect(throws: DuckDBError.self) {
                    try connection.transaction {
                        try connection.execute("INSERT INTO t VALUES (1)")
                        start.finish()
                        try connection.execute(InterruptionTests.endless)
                    }
                }
                return try connection.fetchOne(Int.self, "SELECT count(*) FROM t")
            }
        }
        for await _ in started {}
        task.cancel()
        #expect(try await task.value == 0)
    }

    @Test("A cancellation that comes before the commit rolls back")
    func cancelledBeforeCommit() async throws {
        let database = try await Database.open()
        let (cancelled, isCancelled) = AsyncStream.makeStream(of: Void.self)
        let (started, start) = AsyncStream.makeStream(of: Void.self)
        let task = Task {
            try await database.withConnection { connection in
                try connection.execute("CREATE TABLE t (i INTEGER)")
                let error = #expect(throws: DuckDBError.self) {
                    try connection.transaction {
                        try connection.execute("INSERT INTO t VALUES (1)")
                        start.finish()
                        blockingWait(for: cancelled)
                    }
                }
                #expect(error?.code == .interrupt)
                return try connection.fetchOne(Int.self, "SELECT count(*) FROM t")
            }
        }
        for await _ in started {}
        task.cancel()
        isCancelled.finish()
        #expect(try await task.value == 0)
    }

    @Test("Rows of a stream that are still open make the commit fail, and the rollback ends them")
    func openStream() throws {
        let database = try database()
        let connection = try database.connect()
        var rows: Rows?
        let error = #expect(throws: DuckDBError.self) {
            try connection.transaction {
                try connection.execute("INSERT INTO t VALUES (1)")
                rows = try connection.prepare("SELECT i FROM range(100000) t(i)").stream()
            }
        }
        #expect(error?.code == .connectionBusy)
        #expect(try count(database) == 0)
        #expect(throws: DuckDBError.self) { try rows?.next() }
        #expect(try connection.fetchOne(Int.self, "SELECT 1") == 1)
    }
}
