import DuckDBClient
import DuckDBLambda
import Foundation
import NIOCore
import Testing

@Suite("Texts in results")
struct EscapingTests {
    /// Every character that has to be escaped, at every place of the eight bytes that are looked at together.
    static let texts: [String] = {
        let special =
            (0..<0x20).map { String(UnicodeScalar(UInt8($0))) } + ["\"", "\\", "\u{7F}", "\u{2028}", "é", "😀", "𝄞"]
        return special.flatMap { character in (0..<9).map { String(repeating: "x", count: $0) + character + "tail" } }
    }()

    @Test(
        "Every control character, quotes and pairs of surrogates are read back by JSON readers",
        arguments: [ResultFormat.json, .columns]
    )
    func json(format: ResultFormat) throws {
        let connection = try Database().connect()
        var rows = try connection.query("SELECT unnest($1) AS \"k\"\"\\\"", [.list(Self.texts.map { .text($0) })])
        let data = Data(try rows.encode(as: format).body.readableBytesView)
        let read =
            format == .json
            ? try JSONDecoder().decode([[String: String]].self, from: data).map { $0["k\"\\"] }
            : try JSONDecoder().decode([String: [String]].self, from: data)["k\"\\"]?.map { $0 }
        #expect(read == Self.texts)
    }

    @Test("Control characters are escaped as RFC 8259 has them, other characters stand as they are")
    func controls() throws {
        var rows = try Database().connect().query("SELECT $1 AS v", [.text("\0\u{1F}\t\n\r\u{8}/<\u{7F}\u{2028}😀")])
        #expect(
            String(buffer: try rows.encode(as: .ndjson).body)
                == "{\"v\":\"\\u0000\\u001f\\t\\n\\r\\u0008/<\u{7F}\u{2028}😀\"}\n"
        )
    }

    @Test(
        "Fields of CSV have quotes where RFC 4180 asks for them, with each delimiter",
        arguments: CSVDelimiter.allCases
    )
    func csv(delimiter: CSVDelimiter) throws {
        var options = ResultOptions()
        options.csv.delimiter = delimiter
        let plain = ["a", "a b", "é", "x".repeated(40)]
        let quoted = [
            "a\(delimiter.rawValue)b", "say \"hi\"", "two\nlines", "r\r", "", "12345678\"",
            "1234567\(delimiter.rawValue)",
        ]
        var rows = try Database().connect().query("SELECT unnest($1) AS v", [.list((plain + quoted).map { .text($0) })])
        let expected =
            ["v"] + plain + quoted.map { "\"\($0.replacingOccurrences(of: "\"", with: "\"\""))\"" } + [""]
        #expect(
            String(buffer: try rows.encode(as: .csv, options: options).body) == expected.joined(separator: "\r\n")
        )
    }

    @Test("Keys of columns, fields, members and maps are escaped too")
    func keys() throws {
        let text = try encoded(
            """
            SELECT {'a"b': 1} AS "q""1", MAP {'new
            line': 2} AS m, union_value("u\\" := 3) AS u
            """,
            as: .ndjson
        )
        #expect(text == "{\"q\\\"1\":{\"a\\\"b\":1},\"m\":{\"new\\nline\":2},\"u\":{\"u\\\\\":3}}\n")
    }

    @Test("Text that is nested deeply arrives")
    func deep() throws {
        let depth = 60
        let expression = String(repeating: "[{'v': ", count: depth) + "'\"'" + String(repeating: "}]", count: depth)
        let expected = String(repeating: "[{\"v\":", count: depth) + "\"\\\"\"" + String(repeating: "}]", count: depth)
        #expect(try encoded("SELECT \(unsafe: expression) AS v", as: .json) == "[{\"v\":\(expected)}]")
    }
}

extension String {
    fileprivate func repeated(_ count: Int) -> String { String(repeating: self, count: count) }
}
