import Foundation
import LocalServices
import Testing

@Suite("Package")
struct PackageTests {
    private let scratch: ScratchFolder

    init() throws { scratch = try ScratchFolder() }

    @Test("The archives hold what a function needs, with modes and times of their own", arguments: platforms)
    func layout(platform: String) async throws {
        var program = SmallFunction()
        program.platform = platform
        let options = try await program.make(in: scratch) + ["--queries", try folderOfQueries(scratch)]
        let run = try await package(options, in: scratch)
        #expect(run.status == 0, "\(run.errors)")

        let function = try await ZipListing.read(scratch.path("out/function.zip"))
        #expect(function.map(\.name) == ["bootstrap", "lib/libduckdb.so", "queries/one.sql"])
        #expect(function.map(\.mode) == ["0o100755", "0o100644", "0o100644"])
        let layer = try await ZipListing.read(scratch.path("out/layer.zip"))
        let folder = "duckdb_extensions/v1.5.4/\(platform)"
        #expect(layer.map(\.name) == ["\(folder)/inet.duckdb_extension", "\(folder)/manifest.json"])
        for entry in function + layer {
            #expect(entry.time == [1980, 1, 1, 0, 0, 0])
            #expect(entry.extra == 0)
        }
        #expect(try contents(scratch.path("out")) == ["function.zip", "layer.zip"])
    }

    @Test("unzip finds no fault, and restores the files with their modes")
    func unzip() async throws {
        let options = try await SmallFunction().make(in: scratch) + ["--keep-symbols", "--keep-bindings"]
        #expect(try await package(options, in: scratch).status == 0)
        try await succeed(["unzip", "-tq", scratch.path("out/layer.zip")])
        let target = scratch.path("task")
        try await succeed(["sh", "-c", "umask 022; unzip -q '\(scratch.path("out/function.zip"))' -d '\(target)'"])
        for (name, origin, mode) in [
            ("bootstrap", "program", 0o755), ("lib/libduckdb.so", "libraries/libduckdb.so", 0o644),
        ] {
            let attributes = try FileManager.default.attributesOfItem(atPath: "\(target)/\(name)")
            #expect(attributes[.posixPermissions] as? Int == mode)
            let found = FileManager.default.contents(atPath: "\(target)/\(name)")
            #expect(found == FileManager.default.contents(atPath: scratch.path(origin)))
        }
    }

    @Test("The same files give the same bytes in another time zone, with another umask, folder, time and modes")
    func reproducible() async throws {
        let options = try await SmallFunction().make(in: scratch) + ["--queries", try folderOfQueries(scratch)]
        #expect(try await package(options, in: scratch).status == 0)
        let query = scratch.path("queries/one.sql")
        try await succeed(["touch", "-d", "2001-02-03", query, scratch.path("program")])
        try await succeed(["chmod", "700", query, scratch.path("program")])
        let tool = [BuiltExecutable.path("duckdb-serverless"), "package", "--output", scratch.path("again")]
        let bundle = ["--bundle", try await BakedExtensions.directory]
        try await succeed(
            ["sh", "-c", #"umask 077; cd /usr; exec "$@""#, "sh"] + tool + bundle + options,
            environment: ["TZ": "Pacific/Apia", "LD_LIBRARY_PATH": ProcessInfo.processInfo.libraryPath]
        )
        for name in ["function.zip", "layer.zip"] {
            let first = try #require(FileManager.default.contents(atPath: scratch.path("out/\(name)")))
            #expect(first == FileManager.default.contents(atPath: scratch.path("again/\(name)")))
        }
    }

    @Test("Programs and libraries lose their symbols, unless they are to be kept")
    func symbols() async throws {
        let options = try await SmallFunction().make(in: scratch)
        var sizes: [[Int]] = []
        for flags in [[], ["--keep-symbols"]] {
            #expect(try await package(options + flags, in: scratch).status == 0)
            sizes.append(try await ZipListing.read(scratch.path("out/function.zip")).map(\.size))
        }
        #expect(sizes[0].count == 2)
        #expect(sizes[0][0] < sizes[1][0])
        #expect(sizes[0][1] < sizes[1][1])
    }

    @Test("libduckdb is bound, for either machine, unless its bindings are to be kept", arguments: platforms)
    func bindings(platform: String) async throws {
        var program = SmallFunction()
        program.platform = platform
        let options = try await program.make(in: scratch)
        for (flags, isBound) in [([], true), (["--keep-bindings"], false)] {
            #expect(try await package(options + flags, in: scratch).status == 0)
            let target = scratch.path(isBound ? "bound" : "kept")
            try await succeed(["unzip", "-q", scratch.path("out/function.zip"), "-d", target])
            let table = try await succeed(["llvm-readelf", "--relocs", "--wide", "\(target)/lib/libduckdb.so"])
            #expect(table.contains(" engine"))
            #expect(table.contains(" duckdb_pointer") != isBound, "\(table)")
        }
    }

    @Test("Libraries lie beside a program that looks for them there")
    func besideTheProgram() async throws {
        var program = SmallFunction()
        program.searchPath = "/usr/lib/swift:${ORIGIN}"
        let run = try await package(try await program.make(in: scratch), in: scratch)
        #expect(run.status == 0, "\(run.errors)")
        let names = try await ZipListing.read(scratch.path("out/function.zip")).map(\.name)
        #expect(names == ["bootstrap", "libduckdb.so"])
    }

    @Test("The JSON result has the archives, their files and the limits, and nothing else is printed")
    func json() async throws {
        let run = try await package(try await SmallFunction().make(in: scratch) + ["--json"], in: scratch)
        #expect(run.status == 0)
        #expect(run.errors.isEmpty)
        let result = try JSONDecoder().decode(Result.self, from: Data(run.output.utf8))
        #expect(result.architecture == "x86_64")
        #expect(result.platform == "linux_amd64")
        #expect(result.duckdbVersion == "v1.5.4")
        #expect(result.sizeLimit == 262_144_000)
        #expect(result.directUploadLimit == 52_428_800)
        #expect(result.notes == [])
        #expect(result.unzippedSize == result.function.unzippedSize + result.layer.unzippedSize)
        for archive in [result.function, result.layer] {
            #expect(archive.files.reduce(0) { $0 + $1.size } == archive.unzippedSize)
            let listing = try await ZipListing.read(archive.path)
            #expect(archive.files.map(\.zippedSize) == listing.map(\.zippedSize))
            let sum = try await succeed(["sha256sum", archive.path])
            #expect(sum.hasPrefix(archive.sha256))
        }
    }

    @Test("The table has each file, and what both archives use of Lambda's 250 MB")
    func table() async throws {
        let run = try await package(try await SmallFunction().make(in: scratch), in: scratch)
        #expect(run.output.hasPrefix("for linux_amd64, DuckDB v1.5.4\n"))
        #expect(run.output.contains("inet.duckdb_extension  "))
        #expect(run.output.contains("\n  together  "))
        #expect(!run.output.contains("note:"))
    }

    @Test("An archive over 50 MB is made, with the note that it has to go to S3 first")
    func largeArchive() async throws {
        let options = try await SmallFunction().make(in: scratch) + ["--queries", try folderOfQueries(scratch)]
        try await succeed(["sh", "-c", "head -c 55000000 /dev/urandom > '\(scratch.path("queries/data"))'"])
        let run = try await package(options, in: scratch)
        #expect(run.status == 0)
        #expect(run.output.contains("out/function.zip is larger than the 50.0 MB"))
    }

    @Test("A program that needs a newer glibc than Lambda has is packaged for a system like this one only")
    func newerLibrary() async throws {
        var program = SmallFunction()
        program.glibc = "2.38"
        let options = try await program.make(in: scratch)
        let refused = try await package(options, in: scratch)
        #expect(refused.status == 65)
        #expect(refused.errors.contains("program needs GLIBC_2.38"))
        #expect(refused.errors.contains("--base this-machine"))
        #expect(try contents(scratch.path("out")).isEmpty)
        let made = try await package(options + ["--base", "this-machine"], in: scratch)
        #expect(made.status == 0, "\(made.errors)")
        #expect(made.output.contains("note: It would not start on provided.al2023"))
        let names = try await ZipListing.read(scratch.path("out/function.zip")).map(\.name)
        #expect(names == ["bootstrap", "lib/libduckdb.so"])
    }

    private struct Result: Decodable {
        let platform: String, architecture: String, duckdbVersion: String
        let function: Archive, layer: Archive
        let unzippedSize: Int, sizeLimit: Int, directUploadLimit: Int
        let notes: [String]
    }

    private struct Archive: Decodable {
        let path: String, sha256: String
        let unzippedSize: Int
        let files: [File]
    }

    private struct File: Decodable {
        let size: Int, zippedSize: Int
    }
}

private let platforms = ["linux_amd64", "linux_arm64"]
