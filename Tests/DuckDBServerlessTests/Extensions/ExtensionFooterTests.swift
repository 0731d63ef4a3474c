import DuckDBServerless
import Foundation
import LocalServices
import Testing

@Suite("Extension footer")
struct ExtensionFooterTests {
    private let scratch: ScratchFolder

    init() throws { scratch = try ScratchFolder() }

    @Test("An official file tells what it was built for", arguments: ExtensionPlatform.allCases)
    func readsOfficialFile(platform: ExtensionPlatform) async throws {
        let path = try await BakedExtensions.inet(platform.rawValue)
        let footer = try ExtensionFooter(path: path)
        #expect(footer.platform == platform.rawValue)
        #expect(footer.version == "v1.5.4")
        #expect(!footer.extensionVersion.isEmpty)
        #expect(footer.abi == .cpp)
        #expect(footer.signature.count == 256)
        #expect(footer.entryPoint(for: try ExtensionName("inet")) == "inet_duckdb_cpp_init")
        try footer.match(version: .pinned, platform: platform, file: path)
    }

    @Test("A file for another version names itself, both versions and the remedy")
    func refusesOtherVersion() async throws {
        let path = try scratch.copy(await BakedExtensions.inet("linux_amd64"), as: "inet.duckdb_extension")
        try FileEdit.setFooterField(2, to: "v1.5.3", of: path)
        let error = #expect(throws: ExtensionError.self) {
            try ExtensionFooter(path: path).match(version: .pinned, platform: .linuxAMD64, file: path)
        }
        #expect(error?.code == .wrongVersion)
        for part in [path, "v1.5.3", "v1.5.4", "--version 1.5.4"] { #expect(error?.description.contains(part) == true) }
    }

    @Test("A file for another platform names itself, both platforms and the remedy")
    func refusesOtherPlatform() async throws {
        let path = try await BakedExtensions.inet("linux_arm64")
        let error = #expect(throws: ExtensionError.self) {
            try ExtensionFooter(path: path).match(version: .pinned, platform: .linuxAMD64, file: path)
        }
        #expect(error?.code == .wrongPlatform)
        for part in [path, "linux_arm64", "linux_amd64", "--platform linux_amd64"] {
            #expect(error?.description.contains(part) == true)
        }
    }

    @Test("A file of the stable C API is not bound to an engine version")
    func stableCAPI() async throws {
        let path = try scratch.copy(await BakedExtensions.inet("linux_amd64"), as: "inet.duckdb_extension")
        try FileEdit.setFooterField(2, to: "v1.2.0", of: path)
        try FileEdit.setFooterField(4, to: "C_STRUCT", of: path)
        let footer = try ExtensionFooter(path: path)
        try footer.match(version: .pinned, platform: .linuxAMD64, file: path)
        #expect(footer.entryPoint(for: try ExtensionName("inet")) == "inet_init_c_api")
    }

    @Test("A truncated file is called truncated")
    func truncated() async throws {
        let path = try scratch.copy(await BakedExtensions.inet("linux_amd64"), as: "inet.duckdb_extension")
        try FileEdit.truncate(path, by: 1000)
        try expectInvalid(path, "truncated")
    }

    @Test("An unknown ABI is named")
    func unknownABI() async throws {
        let path = try scratch.copy(await BakedExtensions.inet("linux_amd64"), as: "inet.duckdb_extension")
        try FileEdit.setFooterField(4, to: "RUST", of: path)
        try expectInvalid(path, "'RUST'")
    }

    @Test(
        "A file that is something else says what it is",
        arguments: [
            ([0x1f, 0x8b, 0x08, 0x00], 2000, "gzip-compressed"),
            ([0x50, 0x4b, 0x03, 0x04], 2000, "zip archive or wheel"),
            ([0x3c, 0x21, 0x64, 0x6f], 2000, "is not a DuckDB extension"), ([], 511, "has 511 bytes"),
            ([], 0, "has 0 bytes"),
        ] as [([UInt8], Int, String)]
    )
    func somethingElse(start: [UInt8], size: Int, finding: String) throws {
        let data = Data(start + [UInt8](repeating: 0, count: size - start.count))
        try expectInvalid(try scratch.write(data, as: "inet.duckdb_extension"), finding)
    }

    @Test("A missing file and a folder are told apart")
    func missing() throws {
        let missing = #expect(throws: ExtensionError.self) { try ExtensionFooter(path: scratch.path("none")) }
        #expect(missing?.code == .notFound)
        let folder = #expect(throws: ExtensionError.self) { try ExtensionFooter(path: scratch.path) }
        #expect(folder?.code == .unreadable)
    }

    private func expectInvalid(_ path: String, _ finding: String) throws {
        let error = #expect(throws: ExtensionError.self) { try ExtensionFooter(path: path) }
        #expect(error?.code == .invalidFooter)
        #expect(error?.message.contains(path) == true)
        #expect(error?.message.contains(finding) == true)
        #expect(error?.remedy.isEmpty == false)
    }
}
