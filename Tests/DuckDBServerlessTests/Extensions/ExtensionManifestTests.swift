import DuckDBServerless
import Foundation
import LocalServices
import Testing

@Suite("Extension manifest")
struct ExtensionManifestTests {
    private let scratch: ScratchFolder

    init() throws { scratch = try ScratchFolder() }

    private static let httpfs = ExtensionManifest.Entry(
        name: .httpfs,
        extensionVersion: "c3f215a",
        size: 21_468_902,
        sha256: String(repeating: "a", count: 64),
        piecewiseSHA256: String(repeating: "c", count: 64),
        source: "folder:httpfs.duckdb_extension"
    )
    private static let aws = ExtensionManifest.Entry(
        name: .aws,
        extensionVersion: "1",
        size: 1,
        sha256: String(repeating: "b", count: 64),
        piecewiseSHA256: String(repeating: "d", count: 64),
        source: "pypi:duckdb-extension-aws==1.5.4"
    )

    @Test("A written manifest reads back, and any order of entries gives the same bytes")
    func roundTrip() throws {
        let manifests = [[Self.httpfs, Self.aws], [Self.aws, Self.httpfs]].map {
            ExtensionManifest(duckdbVersion: .pinned, platform: .linuxARM64, extensions: $0)
        }
        try manifests[0].write(to: scratch.path("0"))
        try manifests[1].write(to: scratch.path("1"))
        let bytes = try ["0", "1"].map { try Data(contentsOf: URL(filePath: scratch.path($0))) }
        #expect(bytes[0] == bytes[1])
        #expect(try read(scratch.path("0")) == manifests[1])
        let text = String(decoding: bytes[0], as: UTF8.self)
        #expect(text.contains(#""duckdbVersion" : "v1.5.4""#))
        #expect(text.contains(#""formatVersion" : 2"#))
        #expect(manifests[0].entry(for: .httpfs)?.aliases == ["http", "https", "s3"])
    }

    @Test(
        "An edited manifest is refused with the reason",
        arguments: [
            ("\"formatVersion\" : 2", "\"formatVersion\" : 1", "its format is 1"),
            ("\"name\" : \"httpfs\"", "\"name\" : \"../../etc/httpfs\"", "'../../etc/httpfs'"),
            ("\"name\" : \"httpfs\"", "\"name\" : \"s3\"", "'s3' is not a canonical"),
            ("\"name\" : \"httpfs\"", "\"name\" : \"aws\"", "an extension twice"),
            ("\"size\" : 1,", "\"size\" : \"1\",", "size"),
            ("\"size\" : 1,", "\"size\" : 9223372036854775807,", "a size that no file has"),
            ("\"size\" : 1,", "\"size\" : -9223372036854775808,", "a size that no file has"),
            ("\"source\"", "\"sauce\"", "'source' is missing"),
            ("\"linux_arm64\"", "\"windows_amd64\"", "platform"),
            ("{", "", "not JSON"),
        ]
    )
    func edited(old: String, new: String, reason: String) throws {
        try writeSample()
        try FileEdit.replace(old, with: new, in: scratch.path("manifest.json"))
        let error = #expect(throws: ExtensionError.self) { try read(scratch.path("manifest.json")) }
        #expect(error?.code == .manifestInvalid)
        #expect(error?.message.contains(reason) == true, "\(String(describing: error))")
        #expect(error?.remedy.contains("bake") == true)
    }

    @Test("A manifest of the format before is told by its format, not by what it lacks")
    func olderFormat() throws {
        try writeSample()
        let path = scratch.path("manifest.json")
        try FileEdit.replace("\"formatVersion\" : 2", with: "\"formatVersion\" : 1", in: path)
        try FileEdit.replace("\"piecewiseSHA256\"", with: "\"other\"", in: path)
        let error = #expect(throws: ExtensionError.self) { try read(path) }
        #expect(error?.code == .manifestInvalid)
        #expect(error?.message.contains("its format is 1, this release reads 2") == true)
    }

    @Test("A manifest for another version or platform names both")
    func elsewhere() throws {
        try writeSample()
        let path = scratch.path("manifest.json")
        let version = #expect(throws: ExtensionError.self) {
            try ExtensionManifest(contentsOf: path, version: EngineVersion("1.5.5"), platform: .linuxARM64)
        }
        #expect(version?.code == .wrongVersion)
        #expect(version?.message.contains("v1.5.4") == true && version?.message.contains("v1.5.5") == true)
        let platform = #expect(throws: ExtensionError.self) {
            try ExtensionManifest(contentsOf: path, version: .pinned, platform: .linuxAMD64)
        }
        #expect(platform?.code == .wrongPlatform)
        #expect(platform?.message.contains("linux_arm64, not for linux_amd64") == true)
    }

    @Test("A manifest that cannot be written leaves no file behind")
    func cannotWrite() throws {
        let manifest = ExtensionManifest(duckdbVersion: .pinned, platform: .linuxARM64, extensions: [])
        let error = #expect(throws: ExtensionError.self) { try manifest.write(to: scratch.path("none/manifest.json")) }
        #expect(error?.code == .cannotWrite)
        #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.path).isEmpty)
    }

    private func writeSample() throws {
        try ExtensionManifest(duckdbVersion: .pinned, platform: .linuxARM64, extensions: [Self.httpfs, Self.aws])
            .write(to: scratch.path("manifest.json"))
    }

    private func read(_ path: String) throws(ExtensionError) -> ExtensionManifest {
        try ExtensionManifest(contentsOf: path, version: .pinned, platform: .linuxARM64)
    }
}
