import DuckDBClient
import Foundation
import Testing

@Suite("What is known of a statement before it runs")
struct StatementTests {
    @Test(
        "Its kind",
        arguments: [
            ("SELECT 1", StatementKind.select), ("FROM t", .select), ("DESCRIBE t", .select),
            ("INSERT INTO t VALUES (1)", .insert),
            ("UPDATE t SET i = 2", .update), ("DELETE FROM t", .delete), ("EXPLAIN SELECT 1", .explain),
            ("CREATE TABLE u (i INTEGER)", .create), ("DROP TABLE t", .drop), ("ALTER TABLE t RENAME TO u", .alter),
            ("BEGIN", .transaction), ("COMMIT", .transaction), ("COPY t TO '/dev/null' (FORMAT csv)", .copy),
            ("SET threads = 2", .set), ("ATTACH ':memory:' AS other", .attach), ("DETACH other", .detach),
            ("LOAD json", .load), ("VACUUM", .vacuum), ("CHECKPOINT", .call),
        ]
    )
    func kinds(sql: String, kind: StatementKind) throws {
        let connection = try Database().connect()
        try connection.execute("CREATE TABLE t (i INTEGER)")
        #expect(try connection.prepare(SQL(unsafe: sql)).kind == kind)
    }

    @Test("There is a kind for each of the engine's header, and none more")
    func matchesHeader() throws {
        let prefix = ProcessInfo.processInfo.environment["DUCKDB_PREFIX"] ?? "/usr/local"
        let header = try String(contentsOfFile: prefix + "/include/duckdb.h", encoding: .utf8)
        let numbers = header.matches(of: /\bDUCKDB_STATEMENT_TYPE_([A-Z_]+) = (\d+),/).map { match in
            (name: String(match.output.1), number: Int(match.output.2))
        }
        let named: [(String, StatementKind)] = [
            ("INVALID", .invalid), ("SELECT", .select), ("INSERT", .insert), ("UPDATE", .update), ("EXPLAIN", .explain),
            ("DELETE", .delete), ("PREPARE", .prepare), ("CREATE", .create), ("EXECUTE", .execute), ("ALTER", .alter),
            ("TRANSACTION", .transaction), ("COPY", .copy), ("ANALYZE", .analyze), ("VARIABLE_SET", .variableSet),
            ("CREATE_FUNC", .createFunction), ("DROP", .drop), ("EXPORT", .export), ("PRAGMA", .pragma),
            ("VACUUM", .vacuum), ("CALL", .call), ("SET", .set), ("LOAD", .load), ("RELATION", .relation),
            ("EXTENSION", .extension), ("LOGICAL_PLAN", .logicalPlan), ("ATTACH", .attach), ("DETACH", .detach),
            ("MULTI", .multi),
        ]
        #expect(numbers.map(\.name) == named.map(\.0))
        #expect(numbers.map(\.number) == named.map(\.1.rawValue))
    }

    @Test("Its columns, names and types")
    func columns() throws {
        let connection = try Database().connect()
        let columns = try connection.prepare("SELECT 1 AS a, [1.5] AS b, 'x' AS \"c d\"").columns
        #expect(columns?.map(\.name) == ["a", "b", "c d"])
        #expect(columns?.map(\.type) == [.integer, .list(.decimal(width: 2, scale: 1)), .varchar])
    }

    @Test("Its parameters' types, where the statement asks for one, and no columns where they depend on a value")
    func parameterTypes() throws {
        let connection = try Database().connect()
        try connection.execute("CREATE TABLE t (i INTEGER, s VARCHAR)")
        let typed = try connection.prepare("SELECT i FROM t WHERE i = $1 AND s = $2")
        #expect(typed.parameterTypes == [.integer, .varchar])
        #expect(typed.columns?.map(\.name) == ["i"])
        let open = try connection.prepare("SELECT $value AS v")
        #expect(open.parameterTypes == [nil])
        #expect(open.columns == nil)
    }

    @Test("A prepared statement that is executed says how many rows it changed, each time")
    func executes() throws {
        let connection = try Database().connect()
        try connection.execute("CREATE TABLE t (i INTEGER PRIMARY KEY)")
        let insert = try connection.prepare("INSERT INTO t SELECT unnest($1)")
        try insert.execute([[1, 2, 3]])
        #expect(try insert.execute([[4, 5]]) == 2)
        #expect(throws: DuckDBError.self) { try insert.execute([[5]]) }
        #expect(try connection.fetchOne(Int.self, "SELECT count(*) FROM t") == 5)
    }
}
