import DuckDBServerless
import Foundation
import LocalServices
import Testing

@Suite("Bake refuses")
struct BakeRefusalTests {
    private let scratch: ScratchFolder

    init() throws { scratch = try ScratchFolder() }

    @Test("A file for another version, with both versions and the remedy")
    func version() async throws {
        try await expectRefusal([
            "/from/inet.duckdb_extension was built for DuckDB v1.5.3", "v1.5.4", "--version 1.5.4",
        ]) {
            try FileEdit.setFooterField(2, to: "v1.5.3", of: $0)
        }
    }

    @Test("A file for another platform, with both platforms and the remedy")
    func platform() async throws {
        let arm = try await BakedExtensions.inet("linux_arm64")
        try await expectRefusal(["linux_arm64, not for linux_amd64", "--platform linux_amd64"]) {
            try FileManager.default.removeItem(atPath: $0)
            try FileManager.default.copyItem(atPath: arm, toPath: $0)
        }
    }

    @Test("A truncated file")
    func truncated() async throws {
        try await expectRefusal(["is truncated"]) { try FileEdit.truncate($0, by: 4096) }
    }

    @Test("A compressed file under the plain name")
    func compressed() async throws {
        let plain = try scratch.copy(await BakedExtensions.inet("linux_amd64"), as: "inet")
        try await python(["gzip", plain])
        try await expectRefusal(["still gzip-compressed", "unpacked"]) {
            try FileManager.default.removeItem(atPath: $0)
            try FileManager.default.copyItem(atPath: "\(plain).gz", toPath: $0)
        }
    }

    @Test("A file with one flipped byte")
    func flipped() async throws {
        try await expectRefusal(["does not carry a valid signature"]) { try FileEdit.flip(3_000_000, of: $0) }
    }

    @Test("Another extension's file under this name")
    func renamed() async throws {
        let from = try await folderOfInet(scratch)
        try scratch.copy("\(from)/inet.duckdb_extension", as: "from/fts.duckdb_extension")
        let run = try await bake(["--target", scratch.path("out"), "--source", "folder", "--from", from, "fts"])
        #expect(run.status == 65)
        #expect(run.errors.contains("/from/fts.duckdb_extension lacks the entry point fts_duckdb_cpp_init"))
    }

    @Test("A damaged manifest, and leaves it for its owner to look at")
    func manifest() async throws {
        let directory = try scratch.copy(await BakedExtensions.directory, as: "bundle")
        try FileEdit.replace("\"extensions\"", with: "\"extras\"", in: "\(directory)/v1.5.4/linux_amd64/manifest.json")
        let before = try snapshot(directory)
        let run = try await bake(["--target", directory, "inet"])
        #expect(run.status == 65)
        #expect(run.errors.contains("'extensions' is missing"))
        #expect(try snapshot(directory) == before)
    }

    @Test("A bake with one bad extension, leaving the old bundle as it was and naming each failure")
    func allOrNothing() async throws {
        let directory = try scratch.copy(await BakedExtensions.directory, as: "bundle")
        let from = try await folderOfInet(scratch)
        try scratch.copy("\(from)/inet.duckdb_extension", as: "from/fts.duckdb_extension")
        // The file of the bundle is damaged too, so that a good replacement is staged beside the bad ones.
        try FileEdit.flip(9, of: "\(directory)/v1.5.4/linux_amd64/inet.duckdb_extension")
        let before = try snapshot(directory)
        let run = try await bake(["--target", directory, "--source", "folder", "--from", from, "inet", "fts", "excel"])
        #expect(run.status == 69)
        #expect(run.errors.contains("fts_duckdb_cpp_init"))
        #expect(run.errors.contains("neither excel.duckdb_extension"))
        #expect(try snapshot(directory) == before)
    }

    @Test("An extension the package index does not have")
    func unknownExtension() async throws {
        let run = try await bake(["--source", "pypi", "--target", scratch.path("out"), "no_such_extension"])
        #expect(run.status == 69)
        #expect(run.errors.contains("pip found no duckdb-extension-no-such-extension==1.5.4 for linux_amd64"))
        #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.path("out")).isEmpty)
    }

    @Test("To go on without python3")
    func noPython() async throws {
        let run = try await bake(
            ["--source", "pypi", "--no-cache", "--target", scratch.path("out"), "inet"],
            environment: ["PATH": scratch.path]
        )
        #expect(run.status == 69)
        #expect(run.errors.contains("python3 cannot be started"))
    }

    @Test("An empty target, which would be the root of the file system")
    func emptyTarget() async throws {
        let run = try await bake(["--target", "", "inet"])
        #expect(run.status == 64)
        #expect(run.errors.contains("--target is empty"))
    }

    @Test("A target that cannot be written")
    func target() async throws {
        let from = try await folderOfInet(scratch)
        let target = "\(from)/inet.duckdb_extension/out"
        let run = try await bake(["--target", target, "--source", "folder", "--from", from, "inet"])
        #expect(run.status == 73)
        #expect(run.errors.contains("\(target)"))
        #expect(run.errors.contains("cannot be written"))
    }

    @Test(
        "A wrong command line, before anything is touched",
        arguments: [
            ["--target", "out", "../inet"], ["--target", "out", "--version", "1.5", "inet"],
            ["--target", "out", "--platform", "linux_riscv64", "inet"], ["inet"],
            ["--target", "out", "--source", "folder", "inet"], ["--target", "out", "--from", ".", "inet"],
            ["--target", "out", "--unknown", "inet"], ["--target", "out", "--source", "pypi", "--from", ".", "inet"],
            ["--target", "out", "--from", "ftp://127.0.0.1", "inet"],
            ["--target", "out", "--from", "http://127.0.0.1/?token=1", "inet"],
            ["--target", "out", "--cache", "c", "--no-cache", "inet"], ["--target", "out", "--timeout", "0", "inet"],
            ["--target", "out", "--motherduck-impl", "../x", "motherduck"],
            ["--target", "out", "--motherduck-from", "http://127.0.0.1", "motherduck"],
        ]
    )
    func usage(arguments: [String]) async throws {
        let run = try await bake(arguments)
        #expect(run.status == 64)
        #expect(run.output.isEmpty)
        #expect(run.errors.contains("Usage: duckdb-serverless bake"))
        #expect(!FileManager.default.fileExists(atPath: "out"))
    }

    @Test("Nothing when asked for help, which lists the exit codes")
    func help() async throws {
        let run = try await bake(["--help"])
        #expect(run.status == 0)
        for code in ["0 ", "64 ", "65 ", "69 ", "73 "] { #expect(run.output.contains("\n  \(code)")) }
    }

    /// Bakes a changed copy of the official file and expects exit code 65, each of `findings`, and an untouched target.
    private func expectRefusal(_ findings: [String], change: (String) throws -> Void) async throws {
        let from = try await folderOfInet(scratch)
        try change("\(from)/inet.duckdb_extension")
        let run = try await bake(["--target", scratch.path("out"), "--source", "folder", "--from", from, "inet"])
        #expect(run.status == 65)
        for finding in findings + ["inet.duckdb_extension"] {
            #expect(run.errors.contains(finding), "\(run.errors)")
        }
        #expect(run.output.isEmpty)
        #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.path("out")).isEmpty)
    }
}
