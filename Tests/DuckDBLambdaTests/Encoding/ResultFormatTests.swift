import DuckDBClient
import DuckDBLambda
import NIOCore
import Testing

@Suite("Formats of results")
struct ResultFormatTests {
    private let two: SQL = "SELECT * FROM (VALUES (1, 'a', NULL), (2, NULL, '')) t(id, name, note)"

    @Test("Each format has its documented form")
    func forms() throws {
        #expect(
            try encoded(two, as: .json)
                == "[{\"id\":1,\"name\":\"a\",\"note\":null},{\"id\":2,\"name\":null,\"note\":\"\"}]"
        )
        #expect(try encoded(two, as: .columns) == "{\"id\":[1,2],\"name\":[\"a\",null],\"note\":[null,\"\"]}")
        #expect(
            try encoded(two, as: .ndjson)
                == "{\"id\":1,\"name\":\"a\",\"note\":null}\n{\"id\":2,\"name\":null,\"note\":\"\"}\n"
        )
        #expect(try encoded(two, as: .csv) == "id,name,note\r\n1,a,\r\n2,,\"\"\r\n")
    }

    @Test("A result without rows is whole in each format")
    func noRows() throws {
        let none: SQL = "SELECT 1 AS a, 'x' AS b WHERE false"
        #expect(try encoded(none, as: .json) == "[]")
        #expect(try encoded(none, as: .columns) == "{\"a\":[],\"b\":[]}")
        #expect(try encoded(none, as: .ndjson) == "")
        #expect(try encoded(none, as: .csv) == "a,b\r\n")
    }

    @Test("CSV goes without a header, and with names that need quotes")
    func header() throws {
        var options = ResultOptions()
        options.csv.header = false
        #expect(try encoded(two, as: .csv, options: options) == "1,a,\r\n2,,\"\"\r\n")
        #expect(try encoded("SELECT 1 AS \"a,b\", 2 AS c, 3 AS c", as: .csv) == "\"a,b\",c,c_1\r\n1,2,3\r\n")
    }

    @Test("In CSV, what is nested is JSON, bytes are Base64, and text in a VARIANT is text")
    func csvForms() throws {
        let text = try encoded(
            """
            SELECT [1, NULL] AS l, {'k': 'a"b'} AS s, 'x'::VARIANT AS v, ['y', NULL]::VARIANT AS w, '\\xFF'::BLOB AS b,
                ''::BLOB AS e, 'NaN'::DOUBLE AS d, NULL::INTEGER[] AS n, '01'::BIT AS t, 'q,r'::ENUM('p', 'q,r') AS m
            """,
            as: .csv
        )
        #expect(
            text.split(separator: "\r\n").last
                == "\"[1,null]\",\"{\"\"k\"\":\"\"a\\\"\"b\"\"}\",x,\"[\"\"y\"\",null]\",/w==,\"\",NaN,,01,\"q,r\""
        )
    }

    @Test("The encoder's parts make what the whole makes")
    func parts() throws {
        for format in [ResultFormat.json, .columns, .ndjson, .csv] {
            let sql: SQL = "SELECT i, 'r' || i AS name FROM range(5000) t(i)"
            let connection = try Database().connect()
            let whole = try encoded(sql, as: format, on: connection)
            var rows = try connection.query(sql)
            var encoder = try ResultEncoder(format, columns: rows.columns)
            var buffer = ByteBuffer()
            encoder.begin(into: &buffer)
            while let chunk = try rows.nextChunk() { try encoder.encode(chunk, into: &buffer) }
            encoder.end(into: &buffer)
            #expect(String(buffer: buffer) == whole)
            #expect(encoder.rowCount == 5000)
        }
    }

    @Test("Pieces together are the whole, each of the size that is asked for but the last")
    func pieces() throws {
        let sql: SQL = "SELECT i, 'r' || i AS name, i / 3 AS part FROM range(120000) t(i)"
        let connection = try Database().connect()
        for format in [ResultFormat.json, .ndjson, .csv, .columns] {
            let whole = try encoded(sql, as: format, limits: .none, on: connection)
            var rows = try connection.prepare(sql).stream()
            var pieces: [ByteBuffer] = []
            let sent = try rows.encode(as: format) { pieces.append($0) }
            #expect(pieces.map { String(buffer: $0) }.joined() == whole)
            #expect(sent.rowCount == 120_000)
            #expect(sent.byteCount == whole.utf8.count)
            #expect(pieces.dropLast().allSatisfy { $0.readableBytes >= 65_536 })
            #expect(format == .columns || pieces.dropLast().allSatisfy { $0.readableBytes < 2 * 65_536 })
        }
    }

    @Test("What takes the pieces can end it, and its error stays its own")
    func failingSend() throws {
        struct Gone: Error {}
        let connection = try Database().connect()
        var rows = try connection.prepare("SELECT i FROM range(1000000000000) t(i)").stream()
        #expect(throws: Gone.self) { try rows.encode(as: .ndjson) { _ in throw Gone() } }
    }

    @Test("Parquet is refused with the way to it")
    func parquet() throws {
        var rows = try Database().connect().query("SELECT 1")
        let error = #expect(throws: DuckDBError.self) { try rows.encode(as: .parquet) }
        #expect(error?.code == .misuse)
        #expect(error?.description.contains("Cursor.encodeParquet") == true)
    }

    @Test("Formats say what they are")
    func names() {
        #expect(ResultFormat(rawValue: "ndjson")?.contentType == "application/x-ndjson")
        #expect(ResultFormat.allCases.map(\.fileExtension) == ["json", "json", "ndjson", "csv", "parquet"])
    }
}
