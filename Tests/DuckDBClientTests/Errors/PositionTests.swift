import DuckDBClient
import Testing

@Suite("Where in a statement an error is")
struct PositionTests {
    private func error(_ sql: String) throws -> DuckDBError {
        let connection = try Database().connect()
        return try #require(throws: DuckDBError.self) { try connection.fetchAll(SQL(unsafe: sql)) }
    }

    /// The statement has `nope` once, which the engine does not know.
    private func column(_ sql: String) -> Int {
        let line = sql.split(separator: "\n").first { $0.contains("nope") } ?? ""
        return line.firstRange(of: "nope").map { line.distance(from: line.startIndex, to: $0.lowerBound) + 1 } ?? 0
    }

    @Test(
        "The column counts characters, however wide they are shown",
        arguments: [
            "SELECT nope FROM range(1)", "nope", "SELECT 'é', nope FROM range(1)",
            "SELECT 'e\u{301}', nope FROM range(1)",
            "SELECT '日本語', nope FROM range(1)", "SELECT '😀👩‍👩‍👧🇫🇷', nope FROM range(1)",
            "\tSELECT\t1,\tnope FROM range(1)", "SELECT 'ｗｉｄｅ 한글', nope FROM range(1)",
        ]
    )
    func columns(sql: String) throws {
        let position = try error(sql).position
        #expect(position == StatementPosition(line: 1, column: column(sql)))
    }

    @Test("Lines are counted over every kind of line end", arguments: ["\n", "\r\n"])
    func lines(end: String) throws {
        let position = try error(["SELECT 1,", "", "  '日', nope", "FROM range(1)"].joined(separator: end)).position
        #expect(position == StatementPosition(line: 3, column: 8))
    }

    @Test(
        "In a line of which the engine shows a part, wherever that is",
        arguments: [0, 5, 30, 100, 1000],
        [0, 3, 30, 500]
    )
    func longLines(before: Int, after: Int) throws {
        let left = (0..<before).map { "\($0) AS 列\($0), " }.joined()
        let right = (0..<after).map { ", \($0) AS 欄\($0)" }.joined()
        let sql = "SELECT \(left)nope\(right) FROM range(1)"
        #expect(try error(sql).position == StatementPosition(line: 1, column: column(sql)))
    }

    @Test("What may be one of several places is none, and the line is known still")
    func ambiguous() throws {
        let many = Array(repeating: "1, ", count: 200).joined()
        let error = try error("SELECT \(many)nope, \(many)nope, \(many)1 FROM range(1)")
        #expect(error.position == nil)
        #expect(error.line == 1)
    }

    @Test("A message that imitates an excerpt, or has none, says nothing of a place")
    func none() throws {
        let imitation = try error(
            "SELECT error('x' || chr(10) || chr(10) || 'LINE 1: SELECT x' || chr(10) || '            ^')"
        )
        #expect(imitation.position == nil)
        #expect(try error("SELECT (1").position == nil)
        #expect(DuckDBError(code: .parser, message: "a\n\nLINE 99999999999999999999: x\n  ^", sql: "x").position == nil)
        #expect(DuckDBError(code: .parser, message: "a\n\nLINE 1: x\n^", sql: "x").position == nil)
        #expect(DuckDBError(code: .parser, message: "a\n\nLINE 0: x\n        ^", sql: "x").position == nil)
        #expect(DuckDBError(code: .parser, message: "a\n\nLINE 1: ", sql: "").position == nil)
    }
}
