import Foundation
import LocalServices
import Testing

@Suite("Package refuses")
struct PackageRefusalTests {
    private let scratch: ScratchFolder

    init() throws { scratch = try ScratchFolder() }

    @Test("What is no program for Lambda, with the reason", arguments: Unsuitable.allCases)
    func unsuitable(program: Unsuitable) async throws {
        let options = try await program.function.make(in: scratch)
        try program.change(scratch.path("program"))
        try await expectRefusal(options, program.finding)
    }

    enum Unsuitable: String, CaseIterable {
        case script, empty, truncated, library, statically, musl, withoutEngine, leadingOut, nowhere, elsewhere,
            notExecutable

        var function: SmallFunction {
            var function = SmallFunction()
            switch self {
            case .library: function.isLibrary = true
            case .statically: function.interpreter = nil
            case .musl: function.interpreter = "/lib/ld-musl-x86_64.so.1"
            case .withoutEngine: function.needsEngine = false
            case .leadingOut: function.furtherLibrary = "../../further.so"
            case .nowhere: function.searchPath = nil
            case .elsewhere: function.searchPath = "/usr/lib/swift/linux"
            default: break
            }
            return function
        }

        func change(_ path: String) throws {
            switch self {
            case .script: try Data("#!/bin/sh\nexec true \(String(repeating: " ", count: 64))\n".utf8).replace(path)
            case .empty: try Data().replace(path)
            case .truncated: try Data(FileManager.default.contents(atPath: path)?.prefix(200) ?? Data()).replace(path)
            case .notExecutable: try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: path)
            default: break
            }
        }

        var finding: String {
            switch self {
            case .script, .empty: "program is not a Linux program or library of 64 bits"
            case .truncated: "program is cut off or damaged"
            case .library, .statically, .notExecutable: "program is no dynamically linked program"
            case .musl: "program is started by /lib/ld-musl-x86_64.so.1, which is not glibc's"
            case .withoutEngine: "program does not need libduckdb.so"
            case .leadingOut: "program needs a library whose name is no file's name"
            case .nowhere: "looks for its libraries in nowhere, not beside itself"
            case .elsewhere: "looks for its libraries in /usr/lib/swift/linux, not beside itself"
            }
        }
    }

    @Test("Every program with a damaged header, without a crash")
    func damagedHeaders() async throws {
        let options = try await SmallFunction().make(in: scratch)
        let path = scratch.path("program")
        let intact = try #require(FileManager.default.contents(atPath: path))
        // The offsets, sizes and counts of the ELF header, and the start of the table that it leads to.
        for offset in [18, 32, 39, 54, 56, 64 + 8, 64 + 32] + Array(stride(from: 120, to: 400, by: 31)) {
            var bytes = intact
            bytes[offset] ^= 0xff
            try bytes.replace(path)
            let run = try await package(options, in: scratch)
            #expect([0, 65, 69].contains(run.status), "byte \(offset): \(run.status) \(run.errors)")
        }
    }

    @Test("A program that does not exist, and one whose libduckdb is nowhere or only for another machine")
    func missing() async throws {
        let options = try await SmallFunction().make(in: scratch)
        try await expectRefusal(["--function", scratch.path("nothing")], "nothing does not exist", status: 69)
        var other = SmallFunction()
        other.platform = "linux_arm64"
        _ = try await other.make(in: scratch)
        let program = Array(options.prefix(2))
        let libraries = ["--library-path", scratch.path("libraries")]
        let here = try await SmallFunction().make(in: try ScratchFolder())
        #expect(here.count == 4)
        // The program is for ARM now, so a libduckdb of this machine is passed over.
        try FileManager.default.removeItem(atPath: scratch.path("libraries/libduckdb.so"))
        try await expectRefusal(
            program + libraries,
            "needs libduckdb.so, and no folder has it for linux_arm64",
            status: 69
        )
    }

    @Test("A bundle for another engine or machine, naming the ones that there are")
    func otherBundle() async throws {
        var program = SmallFunction()
        program.engine = "v1.5.5"
        let options = try await program.make(in: scratch)
        try await expectRefusal(options, "has no extension bundle for v1.5.5/linux_amd64, only for v1.5.4/")

        let bundle = try scratch.copy(await BakedExtensions.directory, as: "bundle")
        try FileManager.default.removeItem(atPath: "\(bundle)/v1.5.4/linux_amd64")
        let other = try await SmallFunction().make(in: scratch)
        let finding = "has no extension bundle for v1.5.4/linux_amd64, only for v1.5.4/linux_arm64"
        try await expectRefusal(other, finding, bundle: bundle)
    }

    @Test("A libduckdb that names no version")
    func noVersion() async throws {
        let options = try await SmallFunction().make(in: scratch)
        let library = scratch.path("libraries/libduckdb.so")
        try FileEdit.replaceBytes("v0.10.3", with: "w0.10.3", in: library)
        try FileEdit.replaceBytes("v1.5.4", with: "w1.5.4", in: library)
        try await expectRefusal(options, "libduckdb.so names no version of DuckDB", status: 64)
    }

    @Test("A bundle that is not as it was baked", arguments: ["flipped", "missing", "stray", "manifest"])
    func alteredBundle(damage: String) async throws {
        let bundle = try scratch.copy(await BakedExtensions.directory, as: "bundle")
        let folder = "\(bundle)/v1.5.4/linux_amd64"
        var status: Int32 = 65
        switch damage {
        case "flipped": try FileEdit.flip(3_000_000, of: "\(folder)/inet.duckdb_extension")
        case "missing":
            try FileManager.default.removeItem(atPath: "\(folder)/inet.duckdb_extension")
            status = 69
        case "stray": try Data("x".utf8).replace("\(folder)/fts.duckdb_extension")
        default: try FileEdit.replace("\"sha256\" : \"", with: "\"sha256\" : \"0", in: "\(folder)/manifest.json")
        }
        let options = try await SmallFunction().make(in: scratch)
        try await expectRefusal(options, folder, status: status, bundle: bundle)
    }

    @Test("Queries that lie outside of their folder, and a folder without any")
    func queries() async throws {
        let options = try await SmallFunction().make(in: scratch) + ["--queries", try folderOfQueries(scratch)]
        let link = scratch.path("queries/secret.sql")
        for target in ["/etc/passwd", "../program", "/nowhere"] {
            try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: target)
            try await expectRefusal(options, "queries/secret.sql is a link to")
            try FileManager.default.removeItem(atPath: link)
        }
        // One that stays inside is as good as a file.
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: "one.sql")
        #expect(try await package(options, in: scratch).status == 0)
        let names = try await ZipListing.read(scratch.path("out/function.zip")).map(\.name)
        #expect(names.suffix(2) == ["queries/one.sql", "queries/secret.sql"])
        try FileManager.default.removeItem(atPath: scratch.path("out"))
        for name in ["one", "secret"] {
            try FileManager.default.removeItem(atPath: scratch.path("queries/\(name).sql"))
        }
        try await expectRefusal(options, "queries has no file NAME.sql directly in it", status: 69)
    }

    @Test("More than 250 MB, unless told")
    func oversize() async throws {
        let options = try await SmallFunction().make(in: scratch) + ["--queries", try folderOfQueries(scratch)]
        try await succeed(["truncate", "-s", "262144000", scratch.path("queries/data")])
        try await expectRefusal(options, "MB unzipped, Lambda allows 250.0 MB")
        let run = try await package(options + ["--allow-oversize"], in: scratch)
        #expect(run.status == 0)
        #expect(run.output.contains("note: Lambda refuses more than 250.0 MB unzipped"))
    }

    @Test(
        "A wrong command line, before anything is touched",
        arguments: [
            ["--bundle", "b", "--output", "out"], ["--function", "f", "--output", "out"],
            ["--function", "f", "--bundle", "b"],
            ["--function", "f", "--product", "p", "--bundle", "b", "--output", "out"],
            ["--function", "f", "--bundle", "b", "--output", "out", "--base", "al2"],
        ]
    )
    func usage(arguments: [String]) async throws {
        let run = try await ServerlessTool.run(["package"] + arguments)
        #expect(run.status == 64)
        #expect(run.output.isEmpty)
        #expect(run.errors.contains("Usage: duckdb-serverless package"))
        #expect(!FileManager.default.fileExists(atPath: "out"))
    }

    @Test("Nothing when asked for help, which lists the exit codes")
    func help() async throws {
        let run = try await ServerlessTool.run(["package", "--help"])
        #expect(run.status == 0)
        for code in ["0 ", "64 ", "65 ", "69 ", "73 "] { #expect(run.output.contains("\n  \(code)")) }
    }

    private func expectRefusal(
        _ options: [String],
        _ finding: String,
        status: Int32 = 65,
        bundle: String? = nil
    ) async throws {
        let run = try await package(options, in: scratch, bundle: bundle)
        #expect(run.status == status)
        #expect(run.errors.contains(finding), "\(run.errors)")
        #expect(run.output.isEmpty)
        #expect(try contents(scratch.path("out")).isEmpty)
    }
}

extension Data {
    /// Writes into a file, whose permissions stay.
    fileprivate func replace(_ path: String) throws { try write(to: URL(filePath: path), options: []) }
}

extension FileEdit {
    /// Replaces a text in a file of any bytes by one as long.
    fileprivate static func replaceBytes(_ old: String, with new: String, in path: String) throws {
        var data = try Data(contentsOf: URL(filePath: path))
        while let range = data.firstRange(of: Data(old.utf8)) { data.replaceSubrange(range, with: Data(new.utf8)) }
        try data.write(to: URL(filePath: path))
    }
}
