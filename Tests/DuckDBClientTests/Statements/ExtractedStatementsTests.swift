import DuckDBClient
import Testing

@Suite("Scripts")
struct ExtractedStatementsTests {
    @Test("A script's statements run one after the other, each seeing what those before it did")
    func runs() throws {
        let connection = try Database().connect()
        var script = try connection.extractStatements(
            "CREATE TABLE t (i INTEGER); ; INSERT INTO t VALUES ($1); -- a comment;\n SELECT ';', i FROM t;"
        )
        #expect(script.count == 3)
        #expect(try script.next()?.query().changedRows == 0)
        #expect(try script.next()?.query([7]).changedRows == 1)
        var rows = try script.next()?.query()
        #expect(try rows?.next()?.values == [";", 7])
        #expect(try script.next() == nil)
    }

    @Test("A statement that cannot be prepared is passed over, with the engine's class and the script in its error")
    func failure() throws {
        let connection = try Database().connect()
        let sql: SQL = "SELECT * FROM nowhere; SELECT 1"
        var script = try connection.extractStatements(sql)
        let error = #expect(throws: DuckDBError.self) { _ = try script.next() }
        #expect(error?.code == .catalog)
        #expect(error?.sql == sql.text)
        #expect(try script.next()?.kind == .select)
        #expect(try script.next() == nil)
    }

    @Test("A script that does not parse is refused whole, with the place")
    func refused() throws {
        let connection = try Database().connect()
        let error = #expect(throws: DuckDBError.self) { _ = try connection.extractStatements("SELECT 1;\nSELEC 2") }
        #expect(error?.code == .parser)
        #expect(error?.position == StatementPosition(line: 2, column: 1))
        #expect(throws: DuckDBError.self) { _ = try connection.extractStatements("SELECT 1;\0 SELECT 2") }
    }

    @Test("The place of an error is right for the first statement, and left out where the engine's is wrong")
    func position() throws {
        let connection = try Database().connect()
        var script = try connection.extractStatements("SELECT\n nope FROM range(1);\n  SELECT nope FROM range(1)")
        let first = try #require(throws: DuckDBError.self) { _ = try script.next() }
        #expect(first.position == StatementPosition(line: 2, column: 2))
        let second = try #require(throws: DuckDBError.self) { _ = try script.next() }
        #expect(second.code == .binder)
        #expect(second.position == nil)
        #expect(second.line == nil)
    }

    @Test("A script without statements has none", arguments: ["", " ; ;", "-- nothing"])
    func empty(sql: String) throws {
        let connection = try Database().connect()
        var script = try connection.extractStatements(SQL(unsafe: sql))
        #expect(script.count == 0)
        #expect(try script.next() == nil)
    }

    @Test("The tables of a query, whether they exist or not, with and without schema")
    func tableNames() throws {
        let connection = try Database().connect()
        let sql: SQL = "WITH x AS (FROM s.a) SELECT * FROM x JOIN c.s.\"B x\" ON true WHERE i IN (SELECT j FROM d)"
        #expect(try connection.tableNames(in: sql) == ["B x", "a", "d"])
        #expect(try connection.tableNames(in: sql, qualified: true) == ["c.s.\"B x\"", "d", "s.a"])
        #expect(try connection.tableNames(in: "SELECT 1") == [])
    }

    @Test("Of what is not one query the engine cannot tell; what does not parse is an error")
    func noTableNames() throws {
        let connection = try Database().connect()
        #expect(try connection.tableNames(in: "INSERT INTO a FROM b") == nil)
        #expect(try connection.tableNames(in: "FROM a; FROM b") == nil)
        let error = #expect(throws: DuckDBError.self) { try connection.tableNames(in: "SELEC") }
        #expect(error?.code == .parser)
    }

    @Test("Neither splitting a script nor naming tables ends an open stream")
    func besideStream() throws {
        let connection = try Database().connect()
        var rows = try connection.prepare("SELECT i FROM range(100000) t(i)").stream()
        _ = try rows.next()
        #expect(try connection.extractStatements("SELECT 1; SELECT 2").count == 2)
        #expect(try connection.tableNames(in: "FROM a") == ["a"])
        var count = 1
        while try rows.next() != nil { count += 1 }
        #expect(count == 100_000)
    }
}
