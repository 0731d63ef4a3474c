import DuckDBServerless
import Foundation
import LocalServices
import Testing
import duckdb_serverless

@Suite("Gunzip")
struct GunzipTests {
    private let scratch: ScratchFolder

    init() throws { scratch = try ScratchFolder() }

    private func unpack(_ data: Data, limit: Int = 1 << 30) throws -> Data {
        let file = try scratch.write(data, as: "file.gz")
        try Gunzip.unpack(file, to: scratch.path("file"), limit: limit)
        return try Data(contentsOf: URL(filePath: scratch.path("file")))
    }

    @Test("Files of any size come out as they went in", arguments: [0, 1, 262_143, 262_144, 262_145, 3_000_000])
    func sizes(size: Int) async throws {
        var generator = SystemRandomNumberGenerator()
        let data = Data((0..<size).map { _ in UInt8.random(in: 0...3, using: &generator) })
        #expect(try unpack(await gzip(data)) == data)
    }

    @Test("Several members after each other are one file")
    func members() async throws {
        let one = try await gzip(Data("duck".utf8))
        #expect(try unpack(one + one + one) == Data("duckduckduck".utf8))
    }

    @Test("A file that ends anywhere before its end is refused", arguments: [0, 1, 9, 10, 20, 100])
    func truncated(length: Int) async throws {
        let file = try await gzip(Data((0..<100_000).map { UInt8(truncatingIfNeeded: $0 &* $0) }))
        let error = #expect(throws: ExtensionError.self) { try unpack(file.prefix(length)) }
        #expect(error?.code == .invalidArchive)
        #expect(throws: ExtensionError.self) { try unpack(file.dropLast(1)) }
    }

    @Test("More than the limit is refused, however small it was packed")
    func limit() async throws {
        let file = try await gzip(Data(count: 1_000_000))
        #expect(try unpack(file, limit: 1_000_000).count == 1_000_000)
        let error = #expect(throws: ExtensionError.self) { try unpack(file, limit: 999_999) }
        #expect(error?.code == .tooLarge)
    }
}
