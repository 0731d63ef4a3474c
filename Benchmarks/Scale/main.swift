// When one function is not enough, in figures: scale-benchmark
import BenchmarkSupport
import Foundation
import LocalServices

guard !Machine.isDebugBuild else { fatal("The times of a debug build say nothing. Run `make bench-scale`.") }

do {
    print("Machine: \(Machine.description)\n")
    let folder = try ScratchFolder()
    var outcomes: [Outcome] = []
    for part in [
        ("Scans, by the memory of the function", { try await Scans(folder: folder).measure() }),
        ("Sorts, by the memory of the function", { try await Sorts(folder: folder).measure() }),
        ("Commits to a DuckLake", { try await Commits(folder: folder).measure() }),
        ("A sum over 1 000 000 rows of a server", { try await Remote().measure() }),
    ] as [(String, () async throws -> [Outcome])] {
        let found = try await part.1()
        print("\(part.0)\n" + found.map(\.text).joined())
        outcomes += found
    }
    print("Load at the end: \(Machine.load)")
    print(try Outcome.json("scale", outcomes))
} catch {
    fatal("\(error)")
}

func fatal(_ message: String) -> Never {
    FileHandle.standardError.write(Data("scale-benchmark: error: \(message)\n".utf8))
    exit(1)
}
