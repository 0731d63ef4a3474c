import DuckDBClient
import Foundation
import Testing

@Suite("Damaged data")
struct DamagedDataTests {
    @Test("A TIME that no clock shows, which the engine takes from a file unchecked, is an error and not a trap")
    func impossibleTime() throws {
        let file = FileManager.default.temporaryDirectory.appending(path: "time-\(UUID().uuidString).parquet")
        defer { try? FileManager.default.removeItem(at: file) }
        let connection = try Database().connect()
        let path = SQL.literal(file.path)
        let sql: SQL = "COPY (SELECT TIME '01:02:03' AS t) TO \(path) (FORMAT parquet, COMPRESSION uncompressed)"
        try connection.execute(sql)

        var bytes = try Data(contentsOf: file)
        let stored = withUnsafeBytes(of: Int64(3_723_000_000).littleEndian) { Data($0) }
        let impossible = withUnsafeBytes(of: (Int64.max / 2).littleEndian) { Data($0) }
        var found = 0
        while let range = bytes.range(of: stored) {
            bytes.replaceSubrange(range, with: impossible)
            found += 1
        }
        #expect(found > 0)
        try bytes.write(to: file)

        let error = #expect(throws: DuckDBError.self) { try connection.fetchAll("FROM read_parquet(\(path))") }
        #expect(error?.code == .outOfRange)
    }
}
