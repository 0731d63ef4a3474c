// The client measured against the C API and against DuckDB for Python: client-benchmark PYTHON PEER-SCRIPT
import BenchmarkSupport
import Foundation

guard !Machine.isDebugBuild else { fatal("The times of a debug build say nothing. Run `make bench-client`.") }
guard CommandLine.arguments.count == 3 else { fatal("Usage: client-benchmark PYTHON PEER-SCRIPT") }

do {
    print("Machine: \(Machine.description)\n")
    let groups =
        try Reading.groups(python: CommandLine.arguments[1], script: CommandLine.arguments[2])
        + [Lifecycle.cycles(rounds: 60), try Lifecycle.visits(rounds: 60, count: 100)]
    var measured: [Measured] = []
    for group in groups {
        let times = try group.measure()
        print(group.table(times))
        measured += times
    }
    let report = Report(measured)
    print(report.ratios)
    print("Load at the end: \(Machine.load)")
    print(try report.json())
} catch {
    fatal("\(error)")
}

func fatal(_ message: String) -> Never {
    FileHandle.standardError.write(Data("client-benchmark: error: \(message)\n".utf8))
    exit(1)
}
