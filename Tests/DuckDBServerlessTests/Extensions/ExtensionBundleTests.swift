import DuckDBServerless
import Foundation
import LocalServices
import Testing

@Suite("Extension bundle")
struct ExtensionBundleTests {
    private let scratch: ScratchFolder
    private let inet: ExtensionName

    init() throws {
        scratch = try ScratchFolder()
        inet = try ExtensionName("inet")
    }

    @Test("A baked extension is found and verified", arguments: ExtensionPlatform.allCases)
    func verified(platform: ExtensionPlatform) async throws {
        let directory = try await BakedExtensions.directory
        let bundle = try ExtensionBundle(directory: directory, platform: platform)
        let path = try bundle.verifiedPath(for: inet)
        #expect(path == "\(directory)/v1.5.4/\(platform)/inet.duckdb_extension")
        #expect(bundle.manifest.extensions.map(\.name) == [inet])
    }

    @Test("Several threads verify with one bundle at once")
    func concurrent() async throws {
        let bundle = try ExtensionBundle(directory: await BakedExtensions.directory, platform: .linuxAMD64)
        let paths = try await withThrowingTaskGroup(of: String.self) { group in
            for _ in 0..<8 { group.addTask { try bundle.verifiedPath(for: inet) } }
            return try await group.reduce(into: Set()) { $0.insert($1) }
        }
        #expect(paths == [bundle.path(for: inet)])
    }

    @Test("One flipped byte in the body is a hash mismatch")
    func flipped() async throws {
        let bundle = try await copiedBundle()
        try FileEdit.flip(5_000_000, of: bundle.path(for: inet))
        try expectFailure(bundle, .hashMismatch, "changed after it was baked")
    }

    @Test("A truncated file is an invalid footer")
    func truncated() async throws {
        let bundle = try await copiedBundle()
        try FileEdit.truncate(bundle.path(for: inet), by: 600)
        try expectFailure(bundle, .invalidFooter, "truncated")
    }

    @Test("The other platform's file in the place of this one's is refused")
    func swapped() async throws {
        let bundle = try await copiedBundle()
        let path = bundle.path(for: inet)
        try FileManager.default.removeItem(atPath: path)
        try scratch.copy(
            await BakedExtensions.inet("linux_arm64"),
            as: "bundle/v1.5.4/linux_amd64/inet.duckdb_extension"
        )
        try expectFailure(bundle, .wrongPlatform, "linux_arm64, not for linux_amd64")
    }

    @Test("A file that is gone is named")
    func missingFile() async throws {
        let bundle = try await copiedBundle()
        try FileManager.default.removeItem(atPath: bundle.path(for: inet))
        try expectFailure(bundle, .notFound, bundle.path(for: inet))
    }

    @Test("A manifest whose hash was edited does not let the file pass")
    func editedHash() async throws {
        let bundle = try await copiedBundle()
        let hash = try #require(bundle.manifest.entry(for: inet)?.piecewiseSHA256)
        let path = scratch.path("bundle/v1.5.4/linux_amd64/manifest.json")
        try FileEdit.replace(hash, with: String(hash.reversed()), in: path)
        let edited = try ExtensionBundle(directory: scratch.path("bundle"), platform: .linuxAMD64)
        try expectFailure(edited, .hashMismatch, String(hash.prefix(12)))
    }

    @Test("An extension the bundle lacks is named with those it has")
    func notListed() async throws {
        let bundle = try ExtensionBundle(directory: await BakedExtensions.directory, platform: .linuxAMD64)
        let error = #expect(throws: ExtensionError.self) { try bundle.verifiedPath(for: .httpfs) }
        #expect(error?.code == .notFound)
        #expect(error?.message.contains("lacks httpfs; it holds inet") == true)
        #expect(error?.remedy.contains("bake --version 1.5.4 --platform linux_amd64") == true)
    }

    @Test("A directory with bundles for other versions or platforms only lists them")
    func elsewhere() async throws {
        let folder = "\(try await BakedExtensions.directory)/v1.5.4/linux_arm64"
        try FileManager.default.createDirectory(atPath: scratch.path("v1.5.4"), withIntermediateDirectories: false)
        try scratch.copy(folder, as: "v1.5.4/linux_arm64")
        let platform = #expect(throws: ExtensionError.self) {
            try ExtensionBundle(directory: scratch.path, platform: .linuxAMD64)
        }
        #expect(platform?.code == .wrongPlatform)
        #expect(platform?.message.contains("only for v1.5.4/linux_arm64") == true)
        let version = #expect(throws: ExtensionError.self) {
            try ExtensionBundle(directory: scratch.path, version: EngineVersion("1.5.5"), platform: .linuxARM64)
        }
        #expect(version?.code == .wrongVersion)
        #expect(version?.remedy.contains("--version 1.5.5 --platform linux_arm64") == true)
    }

    @Test("A directory without a bundle says how to bake one")
    func nothing() throws {
        let error = #expect(throws: ExtensionError.self) { try ExtensionBundle(directory: scratch.path) }
        #expect(error?.code == .notFound)
        #expect(error?.message.contains("\(scratch.path)/v1.5.4/") == true)
        #expect(error?.remedy.contains("duckdb-serverless bake") == true)
    }

    private func copiedBundle() async throws -> ExtensionBundle {
        let directory = try scratch.copy(await BakedExtensions.directory, as: "bundle")
        return try ExtensionBundle(directory: directory, platform: .linuxAMD64)
    }

    private func expectFailure(_ bundle: ExtensionBundle, _ code: ExtensionError.Code, _ finding: String) throws {
        let error = #expect(throws: ExtensionError.self) { try bundle.verifiedPath(for: inet) }
        #expect(error?.code == code)
        #expect(error?.message.contains(finding) == true, "\(String(describing: error))")
        #expect(error?.message.contains("inet.duckdb_extension") == true)
    }
}
