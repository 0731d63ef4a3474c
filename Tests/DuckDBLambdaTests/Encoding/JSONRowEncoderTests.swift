import DuckDBClient
import DuckDBLambda
import Foundation
import NIOCore
import Testing

@Suite("Rows as JSON")
struct JSONRowEncoderTests {
    private func json(_ sql: SQL, limit: Int = JSONRowEncoder.bufferedResponseLimit) throws -> String {
        var rows = try Database().connect().query(sql)
        return String(buffer: try JSONRowEncoder(byteLimit: limit).encode(&rows).json)
    }

    @Test(
        "Each type has its documented form",
        arguments: [
            ("NULL", "null"), ("true", "true"), ("42", "42"),
            ("9223372036854775808::HUGEINT * 4", "36893488147419103232"),
            ("18446744073709551615::UBIGINT", "18446744073709551615"), ("-0.50::DECIMAL(4,2)", "-0.50"),
            ("0.1::DOUBLE", "0.1"), ("1e300::DOUBLE", "1e+300"), ("0.1::FLOAT", "0.1"),
            ("'NaN'::DOUBLE", "\"NaN\""), ("'-inf'::DOUBLE", "\"-Infinity\""), ("'x'", "\"x\""),
            ("DATE '2026-01-31'", "\"2026-01-31\""), ("TIME '12:30:00.5'", "\"12:30:00.5\""),
            ("TIMESTAMP '2026-01-31 12:30:00'", "\"2026-01-31T12:30:00\""),
            ("TIMESTAMPTZ '2026-01-31 12:30:00+01'", "\"2026-01-31T11:30:00Z\""),
            ("'infinity'::TIMESTAMP", "\"infinity\""), ("INTERVAL '90 minutes'", "\"PT5400S\""),
            ("'\\xFF\\x00'::BLOB", "\"/wA=\""),
            ("'00000000-0000-0000-0000-000000000000'::UUID", "\"00000000-0000-0000-0000-000000000000\""),
            ("[1, NULL, 2]", "[1,null,2]"), ("[1, 2]::INTEGER[2]", "[1,2]"), ("[]::INTEGER[]", "[]"),
            ("{'a': 1, 'b': ['x']}", "{\"a\":1,\"b\":[\"x\"]}"), ("MAP {'k': 1, 'l': 2}", "{\"k\":1,\"l\":2}"),
            ("MAP {DATE '2026-01-31': 1}", "{\"2026-01-31\":1}"), ("union_value(n := 7)", "{\"n\":7}"),
            ("'b'::ENUM('a', 'b')", "\"b\""), ("'0101'::BIT", "\"0101\""), ("MAP {'01'::BIT: 1}", "{\"01\":1}"),
            ("'-123456789012345678901234567890123456789012'::BIGNUM", "-123456789012345678901234567890123456789012"),
            ("'POINT (1 2)'::GEOMETRY", "\"AQEAAAAAAAAAAADwPwAAAAAAAABA\""),
            ("{'a': [1, NULL], 'b': DATE '2026-01-31'}::VARIANT", "{\"a\":[1,null],\"b\":\"2026-01-31\"}"),
        ]
    )
    func forms(expression: String, expected: String) throws {
        #expect(try json("SELECT \(unsafe: expression) AS v") == "[{\"v\":\(expected)}]")
    }

    @Test("Texts are escaped, keys too, so that any JSON reader gets them back")
    func escapes() throws {
        let text = "quote \" backslash \\ newline \n tab \t bell \u{7} nul \0 é 😀 </script>"
        var rows = try Database().connect().query("SELECT $1 AS \"k\"\"\\\"", [.text(text)])
        let buffer = try JSONRowEncoder().encode(&rows).json
        let read = try JSONDecoder().decode([[String: String]].self, from: Data(buffer.readableBytesView))
        #expect(read == [["k\"\\": text]])
    }

    @Test("No rows are an empty array, many rows keep their order and are counted")
    func counts() throws {
        #expect(try json("SELECT 1 WHERE false") == "[]")
        var rows = try Database().connect().query("SELECT i FROM range(5000) t(i)")
        let (buffer, count) = try JSONRowEncoder().encode(&rows)
        #expect(count == 5000)
        let read = try JSONDecoder().decode([[String: Int]].self, from: Data(buffer.readableBytesView))
        #expect(read.map { $0["i"] } == Array(0..<5000))
    }

    @Test("Rows after one that was read by hand are all there")
    func restOfRows() throws {
        var rows = try Database().connect().query("SELECT i FROM range(3000) t(i)")
        _ = try rows.next()
        #expect(try JSONRowEncoder().encode(&rows).rowCount == 2999)
    }

    @Test("A stream is cut off at the limit before its rows are computed")
    func limitsStreams() throws {
        let connection = try Database().connect()
        let statement = try connection.prepare("SELECT i FROM range(1000000000000) t(i)")
        var rows = try statement.stream()
        #expect(throws: ResponseTooLarge.self) { try JSONRowEncoder(byteLimit: 1000).encode(&rows) }
    }

    @Test("Columns of the same name both arrive")
    func repeatedNames() throws {
        #expect(try json("SELECT 1 AS a, 2 AS a, 3 AS a_1") == "[{\"a\":1,\"a_1\":2,\"a_1_1\":3}]")
    }

    @Test("More bytes than the limit are an error that names it, one byte fewer are not")
    func limits() throws {
        let exact = "[{\"v\":1}]"
        #expect(try json("SELECT 1 AS v", limit: exact.utf8.count) == exact)
        let error = #expect(throws: ResponseTooLarge.self) { try json("SELECT 1 AS v", limit: exact.utf8.count - 1) }
        #expect(error?.description.contains("\(exact.utf8.count - 1) bytes") == true)
    }
}
