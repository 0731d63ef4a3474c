import Foundation
import LocalServices
import Testing

@Suite("The command query, on a terminal")
struct QueryTerminalTests {
    private static let endless = "SELECT count(*) FROM range(100000000000) a, range(100) b"

    @Test("A table is as wide as the terminal: long cells are cut, and columns that do not fit are left out")
    func width() async throws {
        let long = try await query(["SELECT 1 AS id, repeat('x', 200) AS text, repeat('漢', 90) AS wide"], columns: 60)
        let lines = long.screen.split(separator: "\n")
        #expect(lines.first?.count == 60 && long.screen.contains("x… │"))
        #expect(lines.dropLast().allSatisfy { $0.reduce(0) { $0 + ($1 == "漢" ? 2 : 1) } == 60 }, "\(long.screen)")

        let many = try await query(
            ["SELECT \((1...40).map { "\($0) AS c\($0)" }.joined(separator: ", "))"],
            columns: 60
        )
        #expect(many.screen.contains("│ … │") && many.screen.contains("c1") && many.screen.contains("c40"))
        #expect(many.screen.contains("of 40 columns fit"))
    }

    @Test("Parquet is refused")
    func parquet() async throws {
        let run = try await query(["SELECT 1", "--format", "parquet"])
        #expect(run.status == 64 && run.screen.contains("--output"))
    }

    @Test("JSON ends its line")
    func json() async throws {
        #expect(try await query(["SELECT 1 AS a", "--format", "json"]).screen == "[{\"a\":1}]\n")
    }

    @Test(
        "What would steer the terminal is written out in every format",
        arguments: ["csv", "ndjson", "json", "columns"]
    )
    func controlCharacters(format: String) async throws {
        let sql = "SELECT chr(155) || '31m' || chr(8238) || '漢' AS a, chr(27) || ']0;x' AS b"
        let screen = try await query([sql, "--format", format]).screen
        #expect(screen.contains(#"\u{9b}31m\u{202e}漢"#), "\(screen)")
        let control = screen.unicodeScalars.filter { $0.properties.generalCategory == .control }
        #expect(control.allSatisfy { $0 == "\n" || $0 == "\r" })
        #expect(screen.utf8.last == UInt8(ascii: "\n"))
    }

    @Test("A long statement shows its progress; Ctrl-C erases it, interrupts the engine, and the exit code is 130")
    func interruption() async throws {
        let run = try await query([Self.endless], typing: "\u{3}", at: "░")
        #expect(run.status == 130)
        #expect(run.screen.hasSuffix("\r\u{1B}[K"), "\(run.screen.suffix(40))")
        #expect(!run.screen.contains("error"))
    }

    @Test("No file is left by Ctrl-C")
    func interruptedFile() async throws {
        let scratch = try ScratchFolder()
        let file = scratch.path("rows.csv")
        let run = try await query(
            [Self.endless, "--format", "csv", "--output", file],
            typing: "\u{3}",
            at: "░"
        )
        #expect(run.status == 130)
        #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.path).isEmpty)
    }

    private func query(
        _ arguments: [String],
        columns: Int = 80,
        typing key: String = "",
        at text: String? = nil
    ) async throws -> TerminalRun {
        let command = [BuiltExecutable.path("duckdb-serverless"), "query"] + arguments
        return try await TerminalRun(command, columns: columns, typing: key, at: text)
    }
}
