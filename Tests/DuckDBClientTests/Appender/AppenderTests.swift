import DuckDBClient
import Foundation
import Testing

@Suite("Appending")
struct AppenderTests {
    private func table(_ columns: String) throws -> Connection {
        let connection = try Database().connect()
        try connection.execute("CREATE TABLE t (\(unsafe: columns))")
        return connection
    }

    private func count(_ connection: borrowing Connection) throws -> Int? {
        try connection.fetchOne(Int.self, "SELECT count(*) FROM t")
    }

    @Test(
        "Rows of typed values arrive in order, however many chunks they fill",
        arguments: [0, 1, 2047, 2048, 2049, 10_000]
    )
    func appendsRows(count: Int) throws {
        let connection = try table("id INTEGER, name VARCHAR, score DOUBLE")
        let appended = try connection.append(to: "t") { appender in
            for id in 0..<count {
                try appender.append(id, "name \(id)", id % 3 == 0 ? Double?.none : Double(id) / 2)
            }
            #expect(appender.rowCount == count)
        }
        #expect(appended == count)
        var id = 0
        try connection.forEach((Int, String, Double?).self, "FROM t") { readID, name, score in
            #expect(readID == id)
            #expect(name == "name \(id)")
            #expect(score == (id % 3 == 0 ? nil : Double(id) / 2))
            id += 1
        }
        #expect(id == count)
    }

    @Test("Columns of arrays are appended at once, beside rows")
    func appendsColumns() throws {
        let connection = try table("id BIGINT, tags VARCHAR[], seen TIMESTAMP")
        let ids = Array(0..<5000)
        let count = try connection.append(to: "t") { appender in
            try appender.append(-1, [String](), Timestamp?.none)
            try appender.append(
                columns: ids,
                ids.map { ["a", "\($0)"] },
                ids.map { $0 % 2 == 0 ? Timestamp(ticks: Int64($0)) : nil }
            )
            try appender.append(values: [-2, nil, nil])
            try appender.append(columns: [Int](), [[String]](), [Timestamp?]())
        }
        #expect(count == 5002)
        let sums = try connection.fetchOne(
            "SELECT sum(id)::BIGINT, sum(tags[2]::INTEGER)::BIGINT, count(seen), sum(epoch_us(seen))::BIGINT FROM t"
        )
        #expect(sums?.values == [12_497_497, 12_497_500, 2500, 6_247_500])
        #expect(throws: DuckDBError.self) {
            try connection.append(to: "t") { try $0.append(columns: [1, 2], [["a"]], [Timestamp?.none]) }
        }
    }

    @Test("Columns that are not named get their defaults, computed by the engine for each row")
    func defaults() throws {
        let connection = try Database().connect()
        try connection.execute("CREATE SEQUENCE s START 10")
        try connection.execute(
            """
            CREATE TABLE t (
                id INTEGER DEFAULT nextval('s'), name VARCHAR, state VARCHAR DEFAULT 'new', n INTEGER,
                twice INTEGER GENERATED ALWAYS AS (n * 2)
            )
            """
        )
        try connection.append(to: "t", columns: ["N", "name"]) { appender in
            #expect(appender.columns == ["n", "name"])
            try appender.append(1, "a")
            try appender.append(2, String?.none)
        }
        // All columns are those that are not generated.
        try connection.append(to: "t") { try $0.append(1, "all", "old", 4) }
        let rows = try connection.fetchAll("SELECT id, name, state, n, twice FROM t")
        #expect(
            rows.map(\.values) == [[10, "a", "new", 1, 2], [11, nil, "new", 2, 4], [1, "all", "old", 4, 8]]
        )
    }

    @Test(
        "A column that the table does not have, that is generated or named twice is refused",
        arguments: [["x"], ["g"], ["a", "A"], []]
    )
    func refusesColumns(columns: [String]) throws {
        let connection = try table("a INTEGER, g INTEGER GENERATED ALWAYS AS (a)")
        #expect(throws: DuckDBError.self) { try connection.append(to: "t", columns: columns) { _ in } }
        #expect(try connection.append(to: "t") { try $0.append(1) } == 1)
    }

    @Test("A row of another table goes to the columns of the same names")
    func appendsRow() throws {
        let connection = try table("a INTEGER DEFAULT 7, b VARCHAR, c DATE")
        let rows = try connection.fetchAll("SELECT DATE '2026-01-31' AS c, 'x' AS B UNION ALL SELECT NULL, NULL")
        try connection.append(to: "t") { appender in
            for row in rows { try appender.append(row: row) }
            #expect(appender.columns == ["c", "b"])
        }
        #expect(
            try connection.fetchAll("SELECT a, b, c = '2026-01-31' FROM t").map(\.values) == [
                [7, "x", true], [7, nil, nil],
            ]
        )
        let wrong = try #require(try connection.fetchOne("SELECT 1 AS a, 2 AS z"))
        let error = #expect(throws: DuckDBError.self) {
            try connection.append(to: "t", columns: ["a"]) { try $0.append(row: wrong) }
        }
        #expect(error?.message == "There is a value named \"z\" in row 1 for table \"t\", whose columns are: a.")
    }

    @Test("The table is found by schema and catalog, whatever its name looks like")
    func findsTable() throws {
        let connection = try Database().connect()
        try connection.execute("ATTACH ':memory:' AS \"other db\"")
        try connection.execute("CREATE SCHEMA \"other db\".\"my schema\"")
        try connection.execute("CREATE TABLE \"other db\".\"my schema\".\"the \"\"table\"\"\" (i INTEGER)")
        try connection.append(to: "the \"table\"", schema: "my schema", catalog: "other db") { try $0.append(1) }
        try connection.execute("CREATE TEMP TABLE mine (i INTEGER)")
        try connection.append(to: "mine") { try $0.append(2) }
        let sums = try connection.fetchOne(
            "SELECT (SELECT sum(i)::INTEGER FROM \"other db\".\"my schema\".\"the \"\"table\"\"\"), (FROM mine)"
        )
        #expect(sums?.values == [1, 2])
    }

    @Test("A table that there is not, a view and a name with NUL are refused", arguments: ["nowhere", "v", "t\0", ""])
    func refusesTable(name: String) throws {
        let connection = try table("i INTEGER")
        try connection.execute("CREATE VIEW v AS FROM t")
        let error = #expect(throws: DuckDBError.self) { try connection.append(to: name) { try $0.append(1) } }
        #expect(error?.code == .catalog)
        #expect(try connection.append(to: "t") { try $0.append(1) } == 1)
    }
}
