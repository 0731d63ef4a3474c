import DuckDBClient
import DuckDBLambda
import Foundation
import LocalServices
import NIOCore
import Testing

@Suite("Results read back")
struct RoundTripTests {
    /// A table of random rows, over several chunks, with NULL in each column.
    private static func connection(seed: Double) throws -> Connection {
        let connection = try Database().connect()
        try connection.execute("SELECT setseed(\(unsafe: "\(seed)"))")
        try connection.execute(
            """
            CREATE TABLE random_rows AS SELECT
                i AS n,
                nullif((random() * 1e18)::BIGINT * (CASE WHEN random() < 0.5 THEN -1 ELSE 1 END), 0) AS b,
                CASE WHEN random() < 0.9 THEN (random() * 4e9 - 2e9)::INTEGER END AS i,
                CASE WHEN random() < 0.9 THEN (random() - 0.5) * pow(10, (random() * 40 - 20)::INTEGER) END AS d,
                CASE WHEN random() < 0.9 THEN round(random() * 1000, (random() * 4)::INTEGER) END AS short,
                CASE WHEN random() < 0.9 THEN (random() * 1e9)::FLOAT END AS f,
                CASE WHEN random() < 0.9 THEN (random() * 1e12)::DECIMAL(18,4) - 5e11::DECIMAL(18,4) END AS m,
                CASE WHEN random() < 0.9 THEN (random() * 1e9)::DECIMAL(38,20) END AS w,
                CASE WHEN random() < 0.9 THEN random() < 0.5 END AS t,
                CASE WHEN random() < 0.9 THEN list_aggregate(
                    list_transform(range((random() * 30)::BIGINT), lambda k: chr([1, 9, 10, 13, 31, 32, 34, 39, 44, 59,
                    65, 92, 124, 233, 8232, 128512][1 + ((hash(i * 31 + k) % 16)::INTEGER)])), 'string_agg', '') END AS s,
                CASE WHEN random() < 0.9 THEN DATE '0001-01-01' + (random() * 3652058)::INTEGER END AS day,
                CASE WHEN random() < 0.9 THEN make_timestamp((random() * 2.5e14)::BIGINT - 62000000000000000) END AS old,
                CASE WHEN random() < 0.9 THEN make_timestamp((random() * 4e15)::BIGINT - 2000000000000000) END AS taken,
                CASE WHEN random() < 0.9 THEN TIME '00:00:00' + to_microseconds((random() * 86399999999)::BIGINT) END AS clock,
                CASE WHEN random() < 0.9 THEN uuid() END AS u
            FROM range(5000) numbers(i)
            """
        )
        return connection
    }

    private static let columns = """
        {n: 'BIGINT', b: 'BIGINT', i: 'INTEGER', d: 'DOUBLE', short: 'DOUBLE', f: 'FLOAT', m: 'DECIMAL(18,4)',
        w: 'DECIMAL(38,20)', t: 'BOOLEAN', s: 'VARCHAR', day: 'DATE', old: 'TIMESTAMP', taken: 'TIMESTAMP', clock: 'TIME',
        u: 'UUID'}
        """

    private func write(_ text: String, _ name: String) throws -> String {
        let folder = NSTemporaryDirectory() + "/round-trip-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let path = "\(folder)/\(name)"
        try text.write(toFile: path, atomically: false, encoding: .utf8)
        return path
    }

    @Test("Random rows as NDJSON are the same rows for DuckDB's own reader", arguments: [0.1, 0.2, 0.3])
    func ndjson(seed: Double) throws {
        let connection = try Self.connection(seed: seed)
        var options = ResultOptions()
        // DuckDB's reader takes numbers of JSON through doubles.
        options.largeNumbersAsText = true
        let text = try encoded("FROM random_rows", as: .ndjson, options: options, on: connection)
        let path = try write(text, "rows.ndjson")
        defer { try? FileManager.default.removeItem(atPath: path) }
        try expectSame(
            "FROM read_json(\(SQL.literal(path)), format = 'newline_delimited', columns = \(unsafe: Self.columns))",
            on: connection
        )
    }

    @Test("Random rows as CSV are the same rows for DuckDB's own reader", arguments: CSVDelimiter.allCases)
    func csv(delimiter: CSVDelimiter) throws {
        let connection = try Self.connection(seed: 0.4)
        var options = ResultOptions()
        options.csv.delimiter = delimiter
        let path = try write(try encoded("FROM random_rows", as: .csv, options: options, on: connection), "rows.csv")
        defer { try? FileManager.default.removeItem(atPath: path) }
        try expectSame(
            """
            FROM read_csv(\(SQL.literal(path)), header = true, columns = \(unsafe: Self.columns), auto_detect = false,
                delim = \(SQL.literal(delimiter.rawValue)), quote = '"', escape = '"', new_line = '\\r\\n',
                allow_quoted_nulls = false)
            """,
            on: connection
        )
    }

    private func expectSame(_ read: SQL, on connection: borrowing Connection) throws {
        let count = try connection.fetchOne(Int64.self, "SELECT count(*) FROM (" + read + ")")
        #expect(count == 5000)
        let missing = try connection.fetchAll("(FROM random_rows) EXCEPT ALL (" + read + ") LIMIT 3")
        #expect(missing.isEmpty, "rows that were not read back: \(missing)")
    }

    @Test("The three forms of JSON say the same to Python, whose reader takes no other numbers than RFC 8259")
    func python() throws {
        let connection = try Self.connection(seed: 0.5)
        let query: SQL =
            "SELECT *, [s, NULL, 'x'] AS l, {'a': i, 'b': [d]} AS o, MAP {coalesce(s, ''): b} AS k FROM random_rows"
        let paths = try [ResultFormat.json, .ndjson, .columns].map { format in
            try write(try encoded(query, as: format, limits: .none, on: connection), "rows.\(format)")
        }
        defer { for path in paths { try? FileManager.default.removeItem(atPath: path) } }
        let script = """
            import json, sys
            def refuse(text): raise ValueError(text)
            def load(text): return json.loads(text, parse_constant=refuse)
            rows = load(open(sys.argv[1], encoding='utf-8', newline='').read())
            lines = open(sys.argv[2], encoding='utf-8', newline='').read().split('\\n')
            columns = load(open(sys.argv[3], encoding='utf-8', newline='').read())
            assert lines.pop() == ''
            assert [load(line) for line in lines] == rows
            assert [dict(zip(columns, row)) for row in zip(*columns.values())] == rows
            print(len(rows))
            """
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(filePath: try Tools.python)
        process.arguments = ["-c", script] + paths
        process.standardOutput = output
        try process.run()
        let said = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        #expect(said == "5000\n")
    }
}
