import Foundation
import LocalServices
import Testing

@Suite("Inspect")
struct InspectTests {
    private let scratch: ScratchFolder

    init() throws { scratch = try ScratchFolder() }

    @Test("An official file for this platform would load, one for the other would not, and the reason is told")
    func official() async throws {
        let files = [try await BakedExtensions.inet("linux_amd64"), try await BakedExtensions.inet("linux_arm64")]
        let facts = try await inspect(files)
        #expect(facts.map(\.platform) == ["linux_amd64", "linux_arm64"])
        #expect(
            facts.allSatisfy {
                $0.entryPoint == "inet_duckdb_cpp_init" && $0.duckdbVersion == "v1.5.4" && $0.abi == "CPP"
            }
        )
        #expect(facts.map(\.signedBy) == ["core", "core"])
        #if arch(x86_64)
        #expect(facts.map(\.loads) == [true, false])
        #expect(facts[1].loadError?.code == "wrongPlatform")
        #else
        #expect(facts.map(\.loads) == [false, true])
        #endif
    }

    @Test("The newest glibc is the one that readelf finds", arguments: ["httpfs", "postgres_scanner", "aws"])
    func glibc(name: String) async throws {
        let path = try await ExtensionBundleFolder.path + "/v1.5.4/\(platform)/\(name).duckdb_extension"
        let script = "readelf -VW '\(path)' | grep -o 'GLIBC_[0-9.]*' | sort -uV | tail -1"
        let expected = try await Self.shell(script).dropFirst("GLIBC_".count)
        #expect(try await inspect([path])[0].glibc == String(expected))
    }

    @Test("A flipped byte spoils the signature, and nothing else that is told")
    func flipped() async throws {
        let path = try scratch.copy(await BakedExtensions.inet(platform), as: "inet.duckdb_extension")
        try FileEdit.flip(3_000_000, of: path)
        let facts = try await inspect([path])[0]
        #expect(facts.signedBy == nil && !facts.loads)
        #expect(facts.loadError?.code == "signatureInvalid")
    }

    @Test("A renamed file would not load, since the engine looks for the entry point of its name")
    func renamed() async throws {
        let path = try scratch.copy(await BakedExtensions.inet(platform), as: "fts.duckdb_extension")
        let facts = try await inspect([path])[0]
        #expect(facts.signedBy == "core" && facts.entryPoint == nil && !facts.loads)
        #expect(facts.loadError?.code == "wrongEntryPoint")
    }

    @Test("What is no extension is named, and what it is", arguments: ["truncated", "gzip", "text", "short"])
    func others(kind: String) async throws {
        let path = scratch.path("inet.duckdb_extension")
        switch kind {
        case "truncated":
            try scratch.copy(await BakedExtensions.inet(platform), as: "inet.duckdb_extension")
            try FileEdit.truncate(path, by: 4096)
        case "gzip": try Data([0x1f, 0x8b] + [UInt8](repeating: 0, count: 1000)).write(to: URL(filePath: path))
        case "text": try Data(repeating: 65, count: 1000).write(to: URL(filePath: path))
        default: try Data(repeating: 65, count: 10).write(to: URL(filePath: path))
        }
        let good = try await ExtensionBundleFolder.path + "/v1.5.4/\(platform)/httpfs.duckdb_extension"
        let run = try await ServerlessTool.run(["inspect", path, good])
        #expect(run.status == 65)
        let expected = [
            "truncated": "is truncated", "gzip": "still gzip-compressed", "text": "is not a DuckDB extension",
            "short": "has 10 bytes",
        ]
        #expect(run.output.contains(expected[kind] ?? "?"))
        #expect(run.output.contains("httpfs_duckdb_cpp_init"), "what is wrong with one file hides nothing of another")
    }

    @Test("A file that does not exist")
    func missing() async throws {
        let run = try await ServerlessTool.run(["inspect", scratch.path("none")])
        #expect(run.status == 69)
        #expect(run.output.contains("none does not exist"))
    }

    private func inspect(_ paths: [String]) async throws -> [Facts] {
        let run = try await ServerlessTool.run(["inspect", "--json"] + paths)
        #expect(run.status == 0, "\(run.output)")
        return try JSONDecoder().decode(Result.self, from: Data(run.output.utf8)).files
    }

    private static func shell(_ script: String) async throws -> String {
        let scratch = try ScratchFolder()
        let process = try await GuardedProcess(name: "shell")
        try await process.run(["/bin/sh", "-c", "\(script) > '\(scratch.path("out"))'"])
        await process.end()
        return try String(contentsOfFile: scratch.path("out"), encoding: .utf8).trimmingCharacters(in: .newlines)
    }

    private struct Result: Decodable {
        let files: [Facts]
    }

    private struct Facts: Decodable {
        struct Failure: Decodable {
            let code: String
        }

        let entryPoint: String?
        let platform: String
        let duckdbVersion: String
        let abi: String
        let glibc: String?
        let signedBy: String?
        let loads: Bool
        let loadError: Failure?
    }
}

#if arch(x86_64)
private let platform = "linux_amd64"
#else
private let platform = "linux_arm64"
#endif
