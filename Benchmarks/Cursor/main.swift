// Cursors measured: cursor-benchmark
import BenchmarkSupport
import DuckDBClient
import DuckDBServerless
import Foundation

guard !Machine.isDebugBuild else { fatal("The times of a debug build say nothing. Run `make bench-cursor`.") }

do {
    print("Machine: \(Machine.description)\n")
    let throughput = try await Throughput().measure()
    print(throughput.text)
    print("Load at the end: \(Machine.load)")
    print(try Outcome.json("cursor", throughput.outcomes))
} catch {
    fatal("\(error)")
}

func fatal(_ message: String) -> Never {
    FileHandle.standardError.write(Data("cursor-benchmark: error: \(message)\n".utf8))
    exit(1)
}
