import DuckDBClient
import DuckDBServerless
import Foundation
import LocalServices
import Testing

@Suite("What does not fit in memory")
struct SpillTests {
    private let folder: ScratchFolder

    init() throws { folder = try ScratchFolder() }

    /// Sorts 100 MB of text and row numbers, and tells whether nothing got lost.
    private static let sort = """
        SELECT sum(n) FROM (SELECT t, row_number() OVER (ORDER BY t) AS n FROM (SELECT md5(i::VARCHAR) AS t
        FROM range(2000000) AS numbers(i))) HAVING sum(hash(t) % 1000) > 0
        """
    private static let sum: Int128 = 2_000_001_000_000

    @Test("A sort that is larger than the memory limit spills, and its answer is right")
    func spills() async throws {
        let engine = try await engine(atMost: nil)
        let answer = try await engine.cursor { [folder] cursor in
            var rows = try cursor.stream("SELECT md5(i::VARCHAR) AS t FROM range(2000000) AS n(i) ORDER BY t")
            let files = Self.files(in: folder.path)
            var (count, isSorted, last) = (0, true, "")
            try rows.forEach { row in
                guard case .text(let text) = row[0] else { return }
                (count, isSorted, last) = (count + 1, isSorted && last < text, text)
            }
            return (files, count, isSorted)
        }
        #expect(answer.0.contains { $0.contains("duckdb_temp_storage") }, "it was to be more than fits in memory")
        #expect(answer.1 == 2_000_000 && answer.2)
    }

    @Test("Spilling more than the limit is the engine's error, which names the setting, and the next query works")
    func limit() async throws {
        let engine = try await engine(atMost: 16)
        let error = await #expect(throws: DuckDBError.self) {
            try await engine.cursor { try $0.fetchOne(Int128.self, "\(unsafe: Self.sort)") }
        }
        #expect(error?.message.contains("max_temp_directory_size") == true)
        #expect(try await engine.cursor { try $0.fetchOne(Int.self, "SELECT 42") } == 42)
    }

    @Test("With a limit of 0 nothing is written at all")
    func none() async throws {
        let engine = try await engine(atMost: 0)
        await #expect(throws: DuckDBError.self) {
            try await engine.cursor { try $0.fetchOne(Int128.self, "\(unsafe: Self.sort)") }
        }
        #expect(Self.files(in: folder.path).isEmpty)
        #expect(try await engine.cursor { try $0.fetchOne(Int.self, "SELECT 42") } == 42)
    }

    @Test("Engines of one process that spill at the same time do not meet")
    func manyEngines() async throws {
        let engines = [try await engine(atMost: nil), try await engine(atMost: nil)]
        try await withThrowingTaskGroup(of: Int128?.self) { group in
            for engine in engines {
                group.addTask { try await engine.cursor { try $0.fetchOne(Int128.self, "\(unsafe: Self.sort)") } }
            }
            for try await sum in group { #expect(sum == Self.sum) }
        }
    }

    @Test("What a dead process left is removed by the next one to wake, what a living one has is not")
    func staleFolders() async throws {
        let dead = try await probe()
        #expect(!dead.isEmpty)
        try folder.write(Data("spilled".utf8), as: "\(dead[0])/duckdb_temp_storage_DEFAULT-0.tmp")
        try folder.write(Data("kept".utf8), as: "not_ours")

        let engine = try await engine(atMost: nil)
        let own = try spillFolders()
        #expect(own.count == 1 && own != dead)

        let other = try await probe()
        #expect(other.count == 2 && other.contains(own[0]), "this process lives, and so does its folder")
        #expect(FileManager.default.fileExists(atPath: folder.path("not_ours")))
        #expect(try await engine.cursor { try $0.fetchOne(Int128.self, "\(unsafe: Self.sort)") } == Self.sum)
    }

    @Test("A folder that cannot be made lets the engine wake, and says so when something has to be spilled")
    func unusableFolder() async throws {
        var configuration = try await EngineConfiguration.test([])
        (configuration.memoryLimit, configuration.threads) = (64, 1)
        configuration.temporaryDirectory = try folder.write(Data(), as: "file")
        let engine = try await Engine.wake(configuration)
        #expect(try await engine.cursor { try $0.fetchOne(Int.self, "SELECT 42") } == 42)
        let error = await #expect(throws: DuckDBError.self) {
            try await engine.cursor { try $0.fetchOne(Int128.self, "\(unsafe: Self.sort)") }
        }
        #expect(error?.message.contains(configuration.temporaryDirectory) == true)
    }

    @Test("Constants, the secrets' folder and certificates reach the engine")
    func settings() async throws {
        var configuration = try await EngineConfiguration.test([])
        configuration.secretDirectory = "/tmp/secrets-of-a-test"
        configuration.extensions = [.httpfs]
        configuration.certificateFile = "/etc/ssl/it's.pem"
        let engine = try await Engine.wake(configuration)
        let settings = try await engine.cursor { cursor in
            try cursor.fetchOne(
                """
                SELECT current_setting('secret_directory'), current_setting('ca_cert_file'),
                       current_setting('allow_persistent_secrets'), current_setting('allocator_background_threads')
                """
            )
        }
        #expect(settings?.values == ["/tmp/secrets-of-a-test", "/etc/ssl/it's.pem", false, false])
    }

    private func engine(atMost size: Int?) async throws -> Engine {
        var configuration = try await EngineConfiguration.test([])
        (configuration.memoryLimit, configuration.threads) = (80, 1)
        (configuration.temporaryDirectory, configuration.maxTemporarySize) = (folder.path, size)
        return try await Engine.wake(configuration)
    }

    /// The spill folders that are there after an engine has woken in another process, which has ended.
    private func probe() async throws -> [String] {
        let report = try await WakeProbe.run([
            "DUCKDB_TEMP_DIRECTORY": folder.path, "DUCKDB_EXTENSION_DIRECTORY": "/nowhere",
            "DUCKDB_EXTENSION_INSTALL": "off",
        ])
        #expect(report.wake.isAwake)
        return try spillFolders()
    }

    private func spillFolders() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasPrefix("spill_") }.sorted()
    }

    private static func files(in folder: String) -> [String] {
        FileManager.default.subpaths(atPath: folder) ?? []
    }
}
