import DuckDBClient
import Testing

@Suite("Streams")
struct StreamTests {
    @Test("A stream's rows are those of the query, in order")
    func readsAll() throws {
        let connection = try Database().connect()
        var rows = try connection.prepare("SELECT i FROM range($1) t(i)").stream([10_000])
        var expected: Int64 = 0
        while let row = try rows.next() {
            #expect(row[0] == .integer(expected))
            expected += 1
        }
        #expect(expected == 10_000)
    }

    @Test("What fails in the middle of a stream is an error, not its end")
    func failsInTheMiddle() throws {
        let connection = try Database().connect()
        let sql: SQL = "SELECT CASE WHEN i < 100000 THEN i ELSE error('too far') END FROM range(200000) t(i)"
        #expect(throws: DuckDBError.self) {
            var rows = try connection.prepare(sql).stream()
            while try rows.next() != nil {}
        }
        #expect(try connection.fetchOne(Int.self, "SELECT 1") == 1)
    }
}

@Suite("A stream and other statements on its connection")
struct StreamGateTests {
    private func stream(_ connection: borrowing Connection) throws -> Rows {
        try connection.prepare("SELECT i FROM range(100000) t(i)").stream()
    }

    @Test("While a stream is open, preparing and executing are refused, and the stream goes on")
    func refuses() throws {
        let connection = try Database().connect()
        let prepared = try connection.prepare("SELECT 1")
        var rows = try stream(connection)
        #expect(try rows.next()?[0] == 0)
        let refusals = [
            #expect(throws: DuckDBError.self) { try connection.execute("SELECT 1") },
            #expect(throws: DuckDBError.self) { _ = try prepared.query() },
        ]
        for refusal in refusals {
            #expect(refusal?.code == .connectionBusy)
            #expect(refusal?.message.contains("use another connection") == true)
            #expect(refusal?.sql == "SELECT 1")
        }
        var count = 1
        while try rows.next() != nil { count += 1 }
        #expect(count == 100_000)
    }

    @Test("After its last row the connection is free, though the rows are still there")
    func opensAtTheEnd() throws {
        let connection = try Database().connect()
        var rows = try stream(connection)
        while try rows.next() != nil {}
        #expect(try connection.fetchOne(Int.self, "SELECT 1") == 1)
        #expect(try rows.next() == nil)
    }

    @Test("After an error the connection is free and the stream at its end")
    func opensOnFailure() throws {
        // With more threads than one the engine at times reports that it stopped the others, not why.
        let connection = try Database(settings: [("threads", "1")]).connect()
        let sql: SQL = "SELECT CASE WHEN i < 1500000 THEN i ELSE error('too far') END FROM range(3000000) t(i)"
        var rows = try connection.prepare(sql).stream()
        let error = try #require(throws: DuckDBError.self) { while try rows.next() != nil {} }
        #expect(error.code == .invalidInput)
        #expect(try connection.fetchOne(Int.self, "SELECT 1") == 1)
        #expect(try rows.next() == nil)
    }

    @Test("Rows that go out of scope in the middle leave the connection free")
    func opensWhenDropped() throws {
        let connection = try Database().connect()
        for _ in 0..<3 {
            var rows = try stream(connection)
            #expect(try rows.next() != nil)
        }
        #expect(try connection.fetchOne(Int.self, "SELECT 1") == 1)
    }

    @Test("A statement without rows that is streamed has run and holds nothing")
    func statementsWithoutRows() throws {
        let connection = try Database().connect()
        try connection.execute("CREATE TABLE t (i INTEGER)")
        let rows = try connection.prepare("INSERT INTO t VALUES (1)").stream()
        #expect(try connection.fetchOne(Int.self, "SELECT count(*) FROM t") == 1)
        #expect(rows.changedRows == 1)
    }

    @Test("Rows keep their connection open, and a second connection is not held up by them")
    func outlivesConnection() throws {
        let database = try Database()
        var rows = try stream(database.connect())
        #expect(try rows.next() != nil)
        #expect(try database.connect().fetchOne(Int.self, "SELECT 1") == 1)
        var count = 1
        while try rows.next() != nil { count += 1 }
        #expect(count == 100_000)
    }
}
