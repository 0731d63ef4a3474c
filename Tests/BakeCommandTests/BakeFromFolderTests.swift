import DuckDBServerless
import Foundation
import LocalServices
import Testing

@Suite("Bake from a folder")
struct BakeFromFolderTests {
    private let scratch: ScratchFolder

    init() throws { scratch = try ScratchFolder() }

    @Test("A plain file, a gzip file and a wheel give the same bundle", arguments: ["plain", "gzip", "wheel"])
    func forms(form: String) async throws {
        let from = try await folderOfInet(scratch)
        let plain = "\(from)/inet.duckdb_extension"
        switch form {
        case "gzip": try await python(["gzip", plain])
        case "wheel": try await makeWheel(plain)
        default: break
        }
        if form != "plain" { try FileManager.default.removeItem(atPath: plain) }
        let run = try await bake(["--target", scratch.path("out"), "--source", "folder", "--from", from, "inet"])
        #expect(run.status == 0, "\(run.errors)")
        let bundle = try ExtensionBundle(directory: scratch.path("out"), platform: .linuxAMD64)
        let official = try ExtensionBundle(directory: await BakedExtensions.directory, platform: .linuxAMD64)
        #expect(bundle.manifest.extensions.first?.sha256 == official.manifest.extensions.first?.sha256)
        let sources = [
            "plain": "folder:inet.duckdb_extension", "gzip": "folder:inet.duckdb_extension.gz",
            "wheel": "folder:\(wheelName)",
        ]
        #expect(bundle.manifest.extensions.first?.source == sources[form])
        #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.path("out")) == ["v1.5.4"])
    }

    @Test("A folder without the extension names the three files it could have")
    func nothing() async throws {
        let run = try await bake([
            "--target", scratch.path("out"), "--source", "folder", "--from", scratch.path, "inet",
        ])
        #expect(run.status == 69)
        #expect(run.errors.contains("neither inet.duckdb_extension, inet.duckdb_extension.gz nor a wheel"))
        #expect(run.errors.contains("duckdb_extension_inet-1.5.4-*_x86_64.whl"))
        #expect(run.output.isEmpty)
    }

    @Test("A damaged archive is named", arguments: ["inet.duckdb_extension.gz", wheelName])
    func damagedArchive(file: String) async throws {
        try scratch.write(Data("no archive".utf8), as: file)
        let run = try await bake([
            "--target", scratch.path("out"), "--source", "folder", "--from", scratch.path, "inet",
        ])
        #expect(run.status == 65)
        #expect(run.errors.contains("\(file) cannot be unpacked"))
    }

    private func makeWheel(_ plain: String) async throws {
        let root = scratch.path("duckdb_extension_inet")
        let folder = "\(root)/extensions/v1.5.4"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try FileManager.default.copyItem(atPath: plain, toPath: "\(folder)/inet.duckdb_extension")
        try await python(["zipfile", "-c", scratch.path("from/\(wheelName)"), root])
    }
}

private let wheelName = "duckdb_extension_inet-1.5.4-py3-none-manylinux2014_x86_64.whl"
