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
            try scratch.write(
                Data("no library at all, and longer than its header would be…\n".utf8),
                as: "libduckdb.so"
            )
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

    @Test("A library that is cut off anywhere is refused, and stays as it was")
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

    /// The offsets of the dynamic section, its tables and the symbols in the file.
    private func places(_ library: String) async throws -> [Int] {
        let sections = try await succeed(["readelf", "--sections", "--wide", library])
        return sections.split(separator: "\n").flatMap { line -> [Int] in
            let words = line.replacing("[ ", with: "[").split(separator: " ")
            guard words.count > 5, [".dynamic", ".dynsym", ".rela.dyn", ".rela.plt"].contains(words[1]),
                let offset = Int(words[4], radix: 16), let size = Int(words[5], radix: 16)
            else { return [] }
            return Array(offset..<offset + size)
        }
    }
}
