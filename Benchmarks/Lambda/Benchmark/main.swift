// Answers measured: lambda-benchmark PROBE PYTHON SCRIPTS SHELL
import BenchmarkSupport
import Foundation

guard !Machine.isDebugBuild else { fatal("The times of a debug build say nothing. Run `make bench-lambda`.") }
guard CommandLine.arguments.count == 5 else { fatal("Usage: lambda-benchmark PROBE PYTHON SCRIPTS SHELL") }

do {
    let paths = CommandLine.arguments.map { URL(filePath: $0).standardizedFileURL.path }
    print("Machine: \(Machine.description)\n")
    let encoding = try Encoding(python: paths[2], scripts: paths[3], shell: paths[4]).measure(rounds: 11)
    let overhead = try await Overhead.measure(blocks: 10, probe: paths[1], python: paths[2], scripts: paths[3])
    let peak = try await Streaming.measure(probe: paths[1])
    let report = Report(encoding: encoding, overhead: overhead, peak: peak)
    print(report.text)
    print("Load at the end: \(Machine.load)")
    print(try report.json())
} catch {
    fatal("\(error)")
}

func fatal(_ message: String) -> Never {
    FileHandle.standardError.write(Data("lambda-benchmark: error: \(message)\n".utf8))
    exit(1)
}
