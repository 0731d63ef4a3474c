import Foundation
import LocalServices
import Testing

@Suite("Verify")
struct VerifyTests {
    private let scratch: ScratchFolder
    private let bundle: String

    init() async throws {
        scratch = try ScratchFolder()
        bundle = try await scratch.copy(BakedExtensions.directory, as: "bundle")
    }

    private var folder: String { "\(bundle)/v1.5.4/linux_arm64" }
    private var file: String { "\(folder)/inet.duckdb_extension" }

    @Test("Bundles as they were baked pass, those for another platform too")
    func intact() async throws {
        let run = try await ServerlessTool.run(["verify", bundle])
        #expect(run.status == 0, "\(run.errors)")
        #expect(run.output.contains("v1.5.4/linux_amd64") && run.output.contains("v1.5.4/linux_arm64"))
        #expect(run.output.hasSuffix("Everything is as it was baked.\n"))

        let json = try await ServerlessTool.run(["verify", bundle, "--json"])
        let result = try JSONDecoder().decode(Result.self, from: Data(json.output.utf8))
        #expect(result.bundles.map(\.platform) == ["linux_amd64", "linux_arm64"])
        #expect(result.bundles.flatMap(\.extensions).map(\.ok) == [true, true])
    }

    @Test("A file with one flipped byte")
    func flipped() async throws {
        try await expect("signatureInvalid") { try FileEdit.flip(3_000_000, of: file) }
    }

    @Test("A file that was cut off")
    func truncated() async throws {
        try await expect("invalidFooter") { try FileEdit.truncate(file, by: 1000) }
    }

    @Test("A file that is missing")
    func missing() async throws {
        try await expect("notFound") { try FileManager.default.removeItem(atPath: file) }
    }

    @Test("A file for another platform")
    func otherPlatform() async throws {
        let amd = try await BakedExtensions.inet("linux_amd64")
        try await expect("wrongPlatform") {
            try FileManager.default.removeItem(atPath: file)
            try FileManager.default.copyItem(atPath: amd, toPath: file)
        }
    }

    @Test("A link, even to the very same bytes")
    func link() async throws {
        try await expect("outsideBundle") {
            let elsewhere = scratch.path("inet.duckdb_extension")
            try FileManager.default.moveItem(atPath: file, toPath: elsewhere)
            try FileManager.default.createSymbolicLink(atPath: file, withDestinationPath: elsewhere)
        }
    }

    @Test(
        "An official file of which a hash was changed in the manifest",
        arguments: [("sha256", "its SHA-256 is "), ("piecewiseSHA256", "its SHA-256 by pieces is ")]
    )
    func otherHash(key: String, says: String) async throws {
        let manifest = "\(folder)/manifest.json"
        let text = try String(contentsOfFile: manifest, encoding: .utf8)
        let line = try #require(text.split(separator: "\n").first { $0.contains("\"\(key)\"") })
        let changed = "\"\(key)\" : \"\(String(repeating: "0", count: 64))\","
        try FileEdit.replace(String(line), with: changed, in: manifest)
        let run = try await ServerlessTool.run(["verify", bundle])
        #expect(run.status == 65)
        #expect(run.output.contains(says) && run.output.contains("the manifest says 000000000000…"))
    }

    @Test("A manifest that is no JSON, and one that is missing", arguments: [true, false])
    func manifest(isThere: Bool) async throws {
        try await expect(isThere ? "manifestInvalid" : "notFound") {
            try FileManager.default.removeItem(atPath: "\(folder)/manifest.json")
            if isThere { try Data("{".utf8).write(to: URL(filePath: "\(folder)/manifest.json")) }
        }
    }

    @Test("What the manifest does not name, and every other finding beside it")
    func strays() async throws {
        try Data().write(to: URL(filePath: "\(folder)/evil.duckdb_extension"))
        try FileEdit.flip(9, of: file)
        let run = try await ServerlessTool.run(["verify", bundle])
        #expect(run.status == 65)
        #expect(run.output.contains("evil.duckdb_extension is not named by the manifest"))
        #expect(run.output.contains("does not carry a valid signature"))
    }

    @Test(
        "What a killed bake left, and what else lies beside the bundles",
        arguments: [".baking-x", "v9", "v1.5.4/musl"]
    )
    func besides(name: String) async throws {
        try FileManager.default.createDirectory(atPath: "\(bundle)/\(name)", withIntermediateDirectories: false)
        let run = try await ServerlessTool.run(["verify", bundle])
        #expect(run.status == 65)
        #expect(run.output.contains("/\(name) belongs to no bundle"))
    }

    @Test("A folder whose contents this user may not see is a finding, not a pass")
    func unlistable() async throws {
        try FileManager.default.setAttributes([.posixPermissions: 0o711], ofItemAtPath: folder)
        let script = try await GuardedProcess(name: "verify")
        let output = scratch.path("output")
        let command =
            "setpriv --reuid 65534 --clear-groups --bounding-set -all '\(BuiltExecutable.path("duckdb-serverless"))'"
        try await script.run(["/bin/sh", "-c", "\(command) verify '\(bundle)' > '\(output)'; echo $? >> '\(output)'"])
        await script.end()
        let text = try String(contentsOfFile: output, encoding: .utf8)
        #expect(text.contains("\(folder) cannot be read"))
        #expect(text.hasSuffix("\n65\n"))
    }

    @Test("A directory without a bundle, and none at all, with the command that makes one", arguments: [true, false])
    func nothing(isThere: Bool) async throws {
        let path = scratch.path("empty")
        if isThere { try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false) }
        let run = try await ServerlessTool.run(["verify", path])
        #expect(run.status == 69)
        #expect(run.errors.contains(isThere ? "duckdb-serverless bake" : "does not exist"))
    }

    private func expect(_ code: String, after change: () throws -> Void) async throws {
        try change()
        let run = try await ServerlessTool.run(["verify", bundle, "--json"])
        #expect(run.status == 65)
        let result = try JSONDecoder().decode(Result.self, from: Data(run.output.utf8))
        // The other bundle is as it was.
        #expect(result.bundles.map { $0.errors.map(\.code) } == [[], [code]])
        #expect(result.errors.map(\.code) == [code], "as every command tells what is wrong")
        for error in result.bundles[1].errors { #expect(error.message.contains(folder) && !error.remedy.isEmpty) }
    }

    private struct Result: Decodable {
        struct Bundle: Decodable {
            let platform: String
            let extensions: [File]
            let errors: [Failure]
        }

        struct File: Decodable {
            let ok: Bool
        }

        struct Failure: Decodable {
            let code: String
            let message: String
            let remedy: String
        }

        let bundles: [Bundle]
        let errors: [Failure]
    }
}
