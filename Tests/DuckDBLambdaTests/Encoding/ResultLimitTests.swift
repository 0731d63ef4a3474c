import DuckDBClient
import DuckDBLambda
import Foundation
import NIOCore
import Testing

@Suite("Limits of results")
struct ResultLimitTests {
    @Test("As many bytes as the limit are a result, one more is an error that names it and the ways out")
    func bytes() throws {
        for format in [ResultFormat.json, .columns, .ndjson, .csv] {
            for rows in [0, 1, 5000] {
                let sql: SQL = "SELECT i AS \"v\"\"\", 'a' AS w FROM range(\(unsafe: "\(rows)")) t(i)"
                let whole = try encoded(sql, as: format)
                let size = whole.utf8.count
                #expect(try encoded(sql, as: format, limits: ResultLimits(bytes: size)) == whole)
                guard size > 0 else { continue }
                let error = #expect(throws: ResponseTooLarge.self) {
                    try encoded(sql, as: format, limits: ResultLimits(bytes: size - 1))
                }
                #expect(error?.limit == .bytes(size - 1))
                #expect(error?.description.contains("\(size - 1) bytes") == true)
            }
        }
        for way in ["DUCKDB_RESPONSE_MODE=stream", "to S3 by COPY", "DUCKDB_RESULT_LOCATION"] {
            #expect(ResponseTooLarge(.bytes(1)).description.contains(way))
        }
    }

    @Test(
        "Rows that the engine has at no cost are not written before they are known to fit",
        arguments: [
            "SELECT repeat('x', 2000000) AS x FROM range(256)", "SELECT range(600000) AS x FROM range(256)",
            "SELECT {'a': [repeat('x', 2000000)]} AS x FROM range(256)",
            "SELECT CASE WHEN i = 0 THEN '' ELSE repeat('x', 20000000) END AS x FROM range(2) t(i)",
        ]
    )
    func largeCells(text: String) throws {
        // The engine copies a chunk that it streams, each of its rows apart.
        var drained = try Database().connect().prepare(SQL(unsafe: text)).stream()
        while let chunk = try drained.nextChunk() { _ = chunk.rowCount }
        let before = try Self.peakMemory()
        for format in [ResultFormat.json, .ndjson, .csv, .columns] {
            #expect(throws: ResponseTooLarge.self) {
                var rows = try Database().connect().prepare(SQL(unsafe: text)).stream()
                _ = try rows.encode(as: format, limits: ResultLimits(bytes: 1_000_000))
            }
        }
        #expect(try Self.peakMemory() - before < 100_000)
    }

    /// The most memory that the process has had so far, in KiB.
    private static func peakMemory() throws -> Int {
        let status = String(
            decoding: FileManager.default.contents(atPath: "/proc/self/status") ?? Data(),
            as: UTF8.self
        )
        let line = try #require(status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") })
        return try #require(Int(line.filter(\.isNumber)))
    }

    @Test("As many rows as the limit are a result, one more is an error")
    func rows() throws {
        for count in [1, 2048, 2049, 5000] {
            let sql: SQL = "SELECT i FROM range(\(unsafe: "\(count)")) t(i)"
            #expect(
                try encoded(sql, as: .ndjson, limits: ResultLimits(rows: count)).split(separator: "\n").count == count
            )
            let error = #expect(throws: ResponseTooLarge.self) {
                try encoded(sql, as: .ndjson, limits: ResultLimits(rows: count - 1))
            }
            #expect(error?.limit == .rows(count - 1))
        }
    }

    @Test("A stream is cut off at the limit before its rows are computed")
    func streams() throws {
        let connection = try Database().connect()
        for limits in [ResultLimits(bytes: 1000), ResultLimits(rows: 10)] {
            let statement = try connection.prepare("SELECT i FROM range(1000000000000) t(i)")
            var rows = try statement.stream()
            #expect(throws: ResponseTooLarge.self) { try rows.encode(as: .json, limits: limits) }
        }
    }

    @Test("No piece goes beyond the limit")
    func pieces() throws {
        let connection = try Database().connect()
        var rows = try connection.prepare("SELECT i FROM range(1000000000000) t(i)").stream()
        var sent = 0
        #expect(throws: ResponseTooLarge.self) {
            try rows.encode(as: .ndjson, limits: ResultLimits(bytes: 1_000_000)) { sent += $0.readableBytes }
        }
        #expect(sent > 800_000)
        #expect(sent <= 1_000_000)
    }
}
