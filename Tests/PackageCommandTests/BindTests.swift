import Foundation
import LocalServices
import Testing

@Suite("Bind")
struct BindTests {
    private let scratch: ScratchFolder

    init() throws { scratch = try ScratchFolder() }

    @Test("A bound library has its own functions, where a program's would have been put in their place")
    func own() async throws {
        let library = try await InterposedLibrary(in: scratch)
        #expect(try await library.answers() == "1 1 1 1 1 1")
        let run = try await bind([library.path])
        #expect(run.status == 0, "\(run.errors)")
        // What has not the engine's name could be meant to be replaced.
        #expect(try await library.answers() == "42 42 1 1 1 1")
    }

    @Test("Only what needs a look-up is left in the table, in the order that the linker wants")
    func table() async throws {
        let library = try await InterposedLibrary(in: scratch)
        let before = try await library.relocations()
        #expect(before.contains(" duckdb_answer + 0"))
        #expect(try await bind([library.path]).status == 0)
        let lines = try await library.relocations().split(separator: "\n").filter { $0.contains(" R_") }
        let atStart = lines.filter { !$0.contains("_JUMP_SL") && !$0.contains("_IRELATIV") }
        let relative = atStart.prefix { $0.contains("_RELATIV") }
        #expect(!atStart.dropFirst(relative.count).contains { $0.contains("_RELATIV") })
        let named = ["duckdb_answer", "duckdb_pointer", "duckdb_once", "duckdb_thread"].filter { name in
            atStart.contains { $0.contains(" \(name)") }
        }
        #expect(named == ["duckdb_once", "duckdb_thread"])
        // The machine's choice among functions is made by a call, wherever it is written down.
        #expect(lines.contains { $0.contains("_JUMP_SL") && $0.contains("duckdb_chosen") })
        let count = try await succeed(["readelf", "--dynamic", "--wide", library.path])
        #expect(
            count.split(separator: "\n").contains { $0.contains("(RELACOUNT)") && $0.hasSuffix(" \(relative.count)") }
        )
    }

    @Test("Bound again it stays as it is, with its mode, and through a link")
    func again() async throws {
        let library = try await InterposedLibrary(in: scratch)
        try await succeed(["chmod", "640", library.path])
        let link = scratch.path("link.so")
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: library.path)
        #expect(try await bind([link]).status == 0)
        let bound = try #require(FileManager.default.contents(atPath: library.path))
        #expect(try await bind([library.path]).status == 0)
        #expect(FileManager.default.contents(atPath: library.path) == bound)
        #expect(try await bind([library.path]).output.hasSuffix(": 0 addresses and 0 calls bound\n"))
        let attributes = try FileManager.default.attributesOfItem(atPath: library.path)
        #expect(attributes[.posixPermissions] as? Int == 0o640)
        #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link) == library.path)
        #expect(try contents(scratch.path("")) == ["libduckdb.so", "link.so", "program"])
    }

    @Test("With an output the library itself is left alone")
    func output() async throws {
        let library = try await InterposedLibrary(in: scratch)
        let before = FileManager.default.contents(atPath: library.path)
        let run = try await bind([library.path, "--output", scratch.path("layer/lib/libduckdb.so"), "--json"])
        #expect(run.status == 0, "\(run.errors)")
        let result = try JSONDecoder().decode(Result.self, from: Data(run.output.utf8))
        #expect(result.path == scratch.path("layer/lib/libduckdb.so"))
        #expect(result.addresses > 0 && result.calls == 1)
        let folder = scratch.path("other/")
        #expect(try await bind([library.path, "--output", folder]).status == 0)
        #expect(FileManager.default.contents(atPath: "\(folder)/libduckdb.so") != before)
        #expect(FileManager.default.contents(atPath: library.path) == before)
        #expect(FileManager.default.contents(atPath: result.path) != before)
    }

    @Test("A library for 64-bit ARM is bound on any machine")
    func arm64() async throws {
        let source = """
            int duckdb_answer(void) { return 42; }
            int (*duckdb_pointer)(void) = duckdb_answer;
            int duckdb_ask(void) { return duckdb_answer() + duckdb_pointer(); }
            """
        let library = scratch.path("libduckdb.so")
        let target = ["--target=aarch64-linux-gnu", "-shared", "-fPIC", "-nostdlib", "-fuse-ld=lld"]
        try await succeed(["clang", "-x", "c", "-"] + target + ["-o", library], input: source)
        let run = try await bind([library])
        #expect(run.status == 0, "\(run.errors)")
        let table = try await succeed(["llvm-readelf", "--relocs", library])
        #expect(table.contains("R_AARCH64_RELATIVE") && !table.contains("R_AARCH64_ABS64"))
        #expect(!table.contains("R_AARCH64_GLOB_DAT"))
        // The slot that the call goes through holds the function's address.
        let symbols = try await succeed(["llvm-readelf", "--dyn-syms", library])
        let line = try #require(symbols.split(separator: "\n").first { $0.hasSuffix(" duckdb_answer") })
        let address = try #require(line.split(separator: " ").dropFirst().first?.drop { $0 == "0" })
        let slots = try await succeed(["llvm-readelf", "--hex-dump=.got.plt", library])
        let reversed = stride(from: 0, to: 8, by: 2).map { String(paddedTo8(address).dropLast($0).suffix(2)) }.joined()
        #expect(slots.contains(reversed), "\(address) in \(slots)")
    }

    @Test("The engine starts with 20 000 look-ups less, and answers as before")
    func engine() async throws {
        let loaded = try await succeed(["ldd", BuiltExecutable.path("duckdb-serverless")])
        let line = try #require(loaded.split(separator: "\n").first { $0.contains("libduckdb.so =>") })
        let engine = String(try #require(line.split(separator: " ").dropFirst(2).first))
        let bound = scratch.path("lib/libduckdb.so")
        #expect(try await bind([engine, "--output", bound]).status == 0)
        let folders = [URL(filePath: engine), URL(filePath: bound)].map { $0.deletingLastPathComponent().path }
        var lookups: [Int] = []
        for folder in folders {
            let run = try await ServerlessTool.run(
                ["query", "SELECT sum(i)::BIGINT AS total FROM range(1000) t(i)", "--format", "json"],
                environment: [
                    "LD_LIBRARY_PATH": folder, "LD_BIND_NOW": nil, "LD_DEBUG": "statistics",
                    "LD_DEBUG_OUTPUT": scratch.path("statistics"),
                ]
            )
            #expect(run.output.contains(#""total":499500"#), "\(run.errors)")
            lookups.append(try lookUps())
        }
        #expect(lookups[1] > 0 && lookups[0] - lookups[1] > 20_000, "\(lookups)")
    }

    /// How many relocations by name the last process needed, of what the dynamic linker has written.
    private func lookUps() throws -> Int {
        let files = try contents(scratch.path("")).filter { $0.hasPrefix("statistics.") }
        var most = 0
        for file in files {
            let text = try String(contentsOfFile: scratch.path(file), encoding: .utf8)
            for line in text.split(separator: "\n") where line.contains("number of relocations:") {
                most = max(most, Int(line.split(separator: " ").last ?? "") ?? 0)
            }
            try FileManager.default.removeItem(atPath: scratch.path(file))
        }
        return most
    }

    private func paddedTo8(_ digits: Substring) -> String {
        String(repeating: "0", count: max(0, 8 - digits.count)) + digits
    }

    private struct Result: Decodable {
        let path: String
        let addresses: Int
        let calls: Int
    }
}

/// Runs `duckdb-serverless bind`.
func bind(_ arguments: [String]) async throws -> ServerlessTool.Outcome {
    try await ServerlessTool.run(["bind"] + arguments)
}
