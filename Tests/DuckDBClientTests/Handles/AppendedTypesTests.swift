import DuckDBClient
import Foundation
import Testing

/// The writer of the engine's vectors, by way of a table: what was written is what the engine has.
@Suite("Writing every type")
struct AppendedTypesTests {
    private static let writable = AllTypes.columns.filter { $0.type != .variant }

    @Test("Every value of test_all_types() that is read and appended is the same to the engine", arguments: writable)
    func roundTrips(column: Column) throws {
        let connection = try Database().connect()
        let name = SQL.identifier(column.name)
        try connection.execute("CREATE TABLE original AS SELECT \(name) AS v FROM test_all_types()")
        try connection.execute("CREATE TABLE copy AS FROM original LIMIT 0")
        let values = try AllTypes.values(of: column)
        let count = try connection.append(to: "copy") { appender in
            for value in values { try appender.append(values: [value]) }
        }
        #expect(count == 3)
        #expect(try differences(connection) == 0)
    }

    @Test("So is every value within lists, arrays, structures, maps and unions", arguments: writable)
    func roundTripsNested(column: Column) throws {
        let connection = try Database().connect()
        let type = column.type
        let columns: SQL = """
            l \(type)[], ll \(type)[][], a \(type)[2], la \(type)[2][], s STRUCT(x \(type), y \(type)[]),
            m MAP(INTEGER, \(type)), u UNION(other BOOLEAN, v \(type)), ls STRUCT(l \(type)[], a \(type)[1])[]
            """
        try connection.execute("CREATE TABLE original (\(columns))")
        try connection.execute("CREATE TABLE copy (\(columns))")
        for value in try AllTypes.values(of: column) {
            let row: [Value] = [
                [value, nil, value], [[value], nil, [], [nil, value]], [value, nil],
                [[nil, value], nil, [value, value]],
                .structure([StructField(name: "x", value: value), StructField(name: "y", value: [value, nil])]),
                .map([MapEntry(key: 1, value: value), MapEntry(key: 2, value: nil)]),
                .union(member: "v", value: value),
                [
                    .structure([StructField(name: "l", value: [value]), StructField(name: "a", value: [value])]), nil,
                    .structure([StructField(name: "l", value: nil), StructField(name: "a", value: nil)]),
                ],
            ]
            for row in [row, row.map { _ in nil }] {
                let statement = try connection.prepare("INSERT INTO original VALUES (?, ?, ?, ?, ?, ?, ?, ?)")
                _ = try statement.query(.positional(row))
                try connection.append(to: "copy") { appender in try appender.append(values: row) }
            }
        }
        #expect(try connection.fetchOne(Int.self, "SELECT count(*) FROM copy") == 6)
        #expect(try differences(connection) == 0)
    }

    @Test("Thousands of rows of lists in lists, with NULL at every level, arrive whole")
    func manyNestedRows() throws {
        let connection = try Database().connect()
        try connection.execute(
            """
            CREATE TABLE original AS SELECT
                i AS id,
                CASE WHEN i % 5 = 0 THEN NULL ELSE list_transform(range(i % 7), x ->
                    CASE WHEN x = 3 THEN NULL ELSE list_transform(range(x), y ->
                        CASE WHEN y = 1 THEN NULL ELSE {'n': y, 't': repeat('long text ', y::INTEGER)} END) END) END AS l,
                {'m': CASE WHEN i % 3 = 0 THEN NULL ELSE map([i, i + 1], ['a', NULL]) END, 'a': [i, NULL]::BIGINT[2]} AS s
            FROM range(10000) t(i)
            """
        )
        try connection.execute("CREATE TABLE copy AS FROM original LIMIT 0")
        let rows = try connection.fetchAll("FROM original")
        let count = try connection.append(to: "copy") { appender in
            for row in rows { try appender.append(row: row) }
        }
        #expect(count == 10_000)
        #expect(try differences(connection) == 0)
    }

    @Test("A list of more elements than a chunk has rows, and a text of megabytes, are written")
    func largeValues() throws {
        let connection = try Database().connect()
        try connection.execute("CREATE TABLE t (l INTEGER[], deep VARCHAR[][], a DOUBLE[3], text VARCHAR, bytes BLOB)")
        let text = String(repeating: "é", count: 3_000_000)
        try connection.append(to: "t") { appender in
            for _ in 0..<3 {
                try appender.append(
                    Array(0..<100_000),
                    [["a"], Array(repeating: "bcdefghijklmnopq", count: 5000)],
                    [1.0, 2, 3],
                    text,
                    Array(text.utf8)
                )
            }
        }
        let sums = try connection.fetchAll(
            "SELECT list_sum(l)::BIGINT, len(deep[2]), deep[2][5000], a[3], md5(text) = md5($1), bytes = encode($1) FROM t",
            [.text(text)]
        )
        #expect(
            sums.map(\.values)
                == Array(repeating: [4_999_950_000, 5000, "bcdefghijklmnopq", 3.0, true, true], count: 3)
        )
    }

    private func differences(_ connection: borrowing Connection) throws -> Int? {
        try connection.fetchOne(
            Int.self,
            """
            SELECT count(*)
            FROM (SELECT row_number() OVER () AS n, original FROM original) AS o
            FULL JOIN (SELECT row_number() OVER () AS n, copy FROM copy) AS c USING (n)
            WHERE original IS DISTINCT FROM copy
            """
        )
    }
}
