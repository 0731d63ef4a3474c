import DuckDBClient
import DuckDBLambda
import DuckDBServerless
import Foundation
import NIOCore
import Testing

@Suite("Results as Parquet")
struct ParquetTests {
    private struct Gone: Error {}

    /// An environment whose engines spill to a folder of the test's own.
    private func withEnvironment<T: Sendable>(
        hardened: HardenedProfile? = nil,
        _ body: (_ environment: DuckDBEnvironment, _ spill: String) async throws -> T
    ) async throws -> T {
        let folder = NSTemporaryDirectory() + "/parquet-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: folder) }
        var configuration = EngineConfiguration()
        configuration.temporaryDirectory = folder
        configuration.hardened = hardened
        return try await body(DuckDBEnvironment(configuration), folder)
    }

    /// What is left of results in the spill folder.
    private func leftovers(_ folder: String) -> [String] {
        let paths = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
        return paths.filter { $0.contains("result") }
    }

    /// What an engine of its own reads in the file that the pieces make.
    private func written(_ pieces: [ByteBuffer], to path: String) throws -> (columns: [String], rows: [Row]) {
        try Data(pieces.flatMap { Array($0.readableBytesView) }).write(to: URL(filePath: path))
        var rows = try Database().connect().query("FROM read_parquet(\(SQL.literal(path)))")
        return (rows.columns.map(\.name), try rows.fetchAll())
    }

    @Test("The file has the query's rows, in their order, with the parameters bound, and nothing of it stays")
    func rows() async throws {
        try await withEnvironment { environment, spill in
            let (pieces, sent) = try await environment.cursor { cursor in
                var pieces: [ByteBuffer] = []
                let sent = try cursor.encodeParquet(
                    "SELECT i, 'r' || i AS name, [i, NULL] AS l FROM range($count) t(i) ORDER BY i DESC; -- all of them",
                    .named(["count": .integer(200_000)])
                ) { pieces.append($0) }
                return (pieces, sent)
            }
            #expect(sent.rowCount == 200_000)
            #expect(sent.byteCount == pieces.reduce(0) { $0 + $1.readableBytes })
            #expect(pieces.dropLast().allSatisfy { $0.readableBytes == 65_536 })
            #expect(leftovers(spill).isEmpty)

            let read = try written(pieces, to: "\(spill)/copy.parquet")
            #expect(read.columns == ["i", "name", "l"])
            #expect(read.rows.map { $0[0] } == (0..<200_000).reversed().map { .integer($0) })
            #expect(read.rows.map { $0[1] } == (0..<200_000).reversed().map { .text("r\($0)") })
        }
    }

    @Test("A result without rows is a file with its columns")
    func noRows() async throws {
        try await withEnvironment { environment, spill in
            let body = try await environment.cursor { cursor in
                var body = ByteBuffer()
                try cursor.encodeParquet("SELECT 1 AS a WHERE false") { body.writeImmutableBuffer($0) }
                return body
            }
            let read = try written([body], to: "\(spill)/none.parquet")
            #expect(read.columns == ["a"])
            #expect(read.rows.isEmpty)
        }
    }

    @Test("A limit that is hit exactly is none, one row or byte more is an error, and nothing is sent or stays")
    func limits() async throws {
        try await withEnvironment { environment, spill in
            let query: SQL = "SELECT i FROM range(5000) t(i)"
            let size = try await environment.cursor { try $0.encodeParquet(query) { _ in }.byteCount }
            let exact = ResultLimits(rows: 5000, bytes: size)
            #expect(
                try await environment.cursor { try $0.encodeParquet(query, limits: exact) { _ in }.rowCount } == 5000
            )
            for limits in [ResultLimits(rows: 4999), ResultLimits(bytes: size - 1)] {
                await #expect(throws: ResponseTooLarge.self) {
                    try await environment.cursor { cursor in
                        try cursor.encodeParquet(query, limits: limits) { _ in Issue.record("nothing is to be sent") }
                    }
                }
            }
            // Of rows without an end no more are written than tell that there are too many.
            await #expect(throws: ResponseTooLarge.self) {
                try await environment.cursor { cursor in
                    try cursor.encodeParquet("SELECT i FROM range(1000000000000) t(i)", limits: ResultLimits(rows: 10))
                    { _ in }
                }
            }
            #expect(leftovers(spill).isEmpty)
        }
    }

    @Test("Nothing stays of a file whose query fails or whose pieces nobody takes")
    func failures() async throws {
        try await withEnvironment { environment, spill in
            await #expect(throws: Gone.self) {
                try await environment.cursor { try $0.encodeParquet("SELECT 1") { _ in throw Gone() } }
            }
            await #expect(throws: DuckDBError.self) {
                try await environment.cursor { cursor in
                    try cursor.encodeParquet("SELECT error('late') FROM range(100000) t(i) WHERE i = 99999") { _ in }
                }
            }
            await #expect(throws: DuckDBError.self) {
                try await environment.cursor {
                    try $0.encodeParquet("SELECT 1) TO '/tmp/planted' (FORMAT csv); --") { _ in }
                }
            }
            #expect(leftovers(spill).isEmpty)
        }
    }

    @Test("A hardened engine writes its result too, and refuses what it refuses otherwise")
    func hardened() async throws {
        try await withEnvironment(hardened: HardenedProfile()) { environment, spill in
            let count = try await environment.cursor { cursor in
                try cursor.encodeParquet("SELECT i FROM range(3) t(i)") { _ in }.rowCount
            }
            #expect(count == 3)
            for query: SQL in [
                "FROM read_text('/etc/passwd')", "SELECT 1) TO '/tmp/planted' (FORMAT csv); --",
                "CREATE TABLE t AS SELECT 1",
            ] {
                await #expect(throws: (any Error).self) {
                    try await environment.cursor { try $0.encodeParquet(query) { _ in } }
                }
            }
            #expect(!FileManager.default.fileExists(atPath: "/tmp/planted"))
            #expect(leftovers(spill).isEmpty)
        }
    }

    @Test("An engine that cannot spill says which variable to set")
    func noFolder() async throws {
        var configuration = EngineConfiguration()
        configuration.temporaryDirectory = "/proc/no-folder"
        let environment = DuckDBEnvironment(configuration)
        let error = await #expect(throws: DuckDBError.self) {
            try await environment.cursor { try $0.encodeParquet("SELECT 1") { _ in } }
        }
        #expect(error?.code == .io)
        #expect(error?.description.contains("DUCKDB_TEMP_DIRECTORY") == true)
    }
}
