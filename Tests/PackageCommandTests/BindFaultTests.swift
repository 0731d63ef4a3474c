import Foundation
import LocalServices
import Testing

@Suite("Bind under faults")
struct BindFaultTests {
    private let scratch: ScratchFolder

    init() throws { scratch = try ScratchFolder() }

    @Test("What is no library, or is not there, is refused and named", arguments: ["text", "missing", "folder"])
    func refused(kind: String) async throws {
        let file = scratch.path("libduckdb.so")
        if kind == "text" {
            let text = String(repeating: "no library at all\n", count: 10)
            try scratch.write(Data(text.utf8), as: "libduckdb.so")
        }
        if kind == "folder" {
            try FileManager.default.createDirectory(atPath: file, withIntermediateDirectories: false)
        }
        let before = FileManager.default.contents(atPath: file)
        let run = try await bind([file])
        #expect(run.status == (kind == "text" ? 65 : 69))
        #expect(run.errors.contains(file))
        #expect(FileManager.default.contents(atPath: file) == before)
    }

    @Test("A table that does not hold whole entries is refused, and so are a file without tables and one of 4 TB")
    func tables() async throws {
        let library = try await InterposedLibrary(in: scratch)
        let whole = try #require(FileManager.default.contents(atPath: library.path))
        let size = try await offsetOfSize(library.path)
        for change in [8, -8, 16] {
            var damaged = whole
            damaged[size] = UInt8(truncatingIfNeeded: Int(damaged[size]) + change)
            let run = try await bind([try scratch.write(damaged, as: "damaged.so")])
            #expect(run.status == 65, "\(change): \(run.output)\(run.errors)")
            #expect(run.errors.contains("damaged.so is cut off or damaged"))
        }
        var none = whole
        none[56] = 0
        none[57] = 0
        #expect(try await bind([try scratch.write(none, as: "none.so")]).status == 65)
        try await succeed(["truncate", "-s", "4T", library.path])
        var sparse = try FileHandle(forUpdating: URL(filePath: library.path))
        try await grow(&sparse, whole)
        #expect(try await bind([library.path]).status == 65)
    }

    @Test("A library whose tables are cut off is refused, and stays as it was")
    func truncated() async throws {
        let library = try await InterposedLibrary(in: scratch)
        let whole = try #require(FileManager.default.contents(atPath: library.path))
        for size in [0, 63, 64, 500, 1000, 4000, 8200, 12200] where size < whole.count {
            let cut = try scratch.write(whole.prefix(size), as: "cut.so")
            let run = try await bind([cut])
            #expect(run.status == 65, "\(size): \(run.output)\(run.errors)")
            #expect(FileManager.default.contents(atPath: cut) == whole.prefix(size))
        }
    }

    @Test("A flipped byte of the headers and tables is refused or harmless to the tool, and the size stays")
    func flipped() async throws {
        let library = try await InterposedLibrary(in: scratch)
        let whole = try #require(FileManager.default.contents(atPath: library.path))
        var random = SystemRandomNumberGenerator()
        let tables = try await places(library.path)
        for round in 0..<60 {
            let place = round < 20 ? Int.random(in: 0..<600, using: &random) : tables.randomElement(using: &random) ?? 0
            let bit = UInt8(1) << Int.random(in: 0..<8, using: &random)
            var damaged = whole
            damaged[place] ^= bit
            let file = try scratch.write(damaged, as: "damaged.so")
            let run = try await bind([file])
            #expect([0, 65].contains(run.status), "byte \(place), bit \(bit): \(run.status) \(run.errors)")
            let after = try #require(FileManager.default.contents(atPath: file))
            #expect(after.count == whole.count)
            if run.status == 65 { #expect(after == damaged) }
        }
    }

    @Test("An output that cannot be written is named, and the library stays")
    func output() async throws {
        let library = try await InterposedLibrary(in: scratch)
        let before = FileManager.default.contents(atPath: library.path)
        let run = try await bind([library.path, "--output", scratch.path("program/libduckdb.so")])
        #expect(run.status == 73)
        #expect(run.errors.contains("cannot be written"))
        #expect(FileManager.default.contents(atPath: library.path) == before)
    }

    /// Where the size of the table of relocations lies: in the dynamic section, behind its tag.
    private func offsetOfSize(_ library: String) async throws -> Int {
        let bytes = try #require(FileManager.default.contents(atPath: library))
        let dynamic = try await places(library, [".dynamic"])
        let entry = stride(from: dynamic[0], to: dynamic[0] + dynamic.count, by: 16).first {
            bytes[$0] == 8 && bytes[$0 + 1] == 0
        }
        return try #require(entry) + 8
    }

    /// Has the dynamic segment reach to the end of the file.
    private func grow(_ file: inout FileHandle, _ whole: Data) async throws {
        let headers = Int(whole[32])
        let dynamic = stride(from: headers, to: headers + Int(whole[56]) * 56, by: 56).first { whole[$0] == 2 }
        try file.seek(toOffset: UInt64(try #require(dynamic) + 32))
        try file.write(contentsOf: [0, 0, 0, 0, 0, 3, 0, 0])
        try file.close()
    }

    /// The offsets of the dynamic section, its tables and the symbols in the file.
    private func places(
        _ library: String,
        _ names: [String] = [".dynamic", ".dynsym", ".rela.dyn", ".rela.plt"]
    ) async throws -> [Int] {
        let sections = try await succeed(["readelf", "--sections", "--wide", library])
        return sections.split(separator: "\n").flatMap { line -> [Int] in
            let words = line.replacing("[ ", with: "[").split(separator: " ")
            guard words.count > 5, names.contains(String(words[1])),
                let offset = Int(words[4], radix: 16), let size = Int(words[5], radix: 16)
            else { return [] }
            return Array(offset..<offset + size)
        }
    }
}
