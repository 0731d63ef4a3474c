import DuckDBServerless
import Foundation
import LocalServices
import Testing

@Suite("Bake")
struct BakeTests {
    private let scratch: ScratchFolder

    init() throws { scratch = try ScratchFolder() }

    @Test("A bake lays out files every user can read, and a manifest that describes them")
    func layout() async throws {
        let folder = "\(try await BakedExtensions.directory)/v1.5.4/linux_arm64"
        let names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
        #expect(names == ["inet.duckdb_extension", "manifest.json"])
        let attributes = try FileManager.default.attributesOfItem(atPath: "\(folder)/inet.duckdb_extension")
        #expect(attributes[.posixPermissions] as? Int == 0o644)
        let manifest = try ExtensionManifest(
            contentsOf: "\(folder)/manifest.json",
            version: .pinned,
            platform: .linuxARM64
        )
        let entry = try #require(manifest.extensions.first)
        #expect(entry.source == "pypi:duckdb-extension-inet==1.5.4")
        #expect(entry.size == attributes[.size] as? Int)
        #expect(try FileManager.default.contentsOfDirectory(atPath: await BakedExtensions.directory) == ["v1.5.4"])
    }

    @Test("A second bake is up to date and starts no other program")
    func upToDate() async throws {
        let directory = try scratch.copy(await BakedExtensions.directory, as: "bundle")
        let before = try snapshot(directory)
        let run = try await bake(["--target", directory, "inet"], environment: ["PATH": scratch.path("empty")])
        #expect(run.status == 0, "\(run.errors)")
        #expect(run.output.contains("up to date"))
        #expect(run.output.contains("of the 250.0 MB Lambda allows"))
        #expect(try snapshot(directory) == before)
    }

    @Test("A bake mends what was changed since the last one", arguments: ["flipped", "missing", "manifest"])
    func mends(damage: String) async throws {
        let from = try await folderOfInet(scratch)
        let directory = scratch.path("bundle")
        let arguments = ["--target", directory, "--source", "folder", "--from", from]
        #expect(try await bake(arguments + ["inet"]).status == 0)
        let before = try snapshot(directory)
        let folder = "\(directory)/v1.5.4/linux_amd64"
        switch damage {
        case "flipped": try FileEdit.flip(100, of: "\(folder)/inet.duckdb_extension")
        case "missing": try FileManager.default.removeItem(atPath: "\(folder)/inet.duckdb_extension")
        default: try FileEdit.replace("\"size\" : 1", with: "\"size\" : 2", in: "\(folder)/manifest.json")
        }
        #expect(try snapshot(directory) != before)
        let run = try await bake(arguments + ["inet"])
        #expect(run.status == 0, "\(run.errors)")
        #expect(run.output.contains("baked"))
        #expect(try snapshot(directory) == before)
    }

    @Test("The JSON result is the manifest's keys with what the run adds, and nothing else is printed")
    func json() async throws {
        let directory = try await BakedExtensions.directory
        let run = try await bake(["--target", directory, "--json", "inet"])
        #expect(run.errors.isEmpty)
        let data = Data(run.output.utf8)
        let manifest = try JSONDecoder().decode(ExtensionManifest.self, from: data)
        #expect(try manifest == ExtensionBundle(directory: directory, platform: .linuxAMD64).manifest)
        let result = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
        #expect(result["folder"] as? String == "\(directory)/v1.5.4/linux_amd64")
        #expect(result["totalSize"] as? Int == manifest.extensions.first?.size)
        #expect(result["sizeLimit"] as? Int == 262_144_000)
        #expect(result["baked"] as? [String] == [])
    }
}
