// Answers measured: lambda-benchmark PROBE FLOOR PYTHON SCRIPTS SHELL
import BenchmarkSupport
import Foundation

guard !Machine.isDebugBuild else { fatal("The times of a debug build say nothing. Run `make bench-lambda`.") }
guard CommandLine.arguments.count == 6 else { fatal("Usage: lambda-benchmark PROBE FLOOR PYTHON SCRIPTS SHELL") }

do {
    let programs = Programs(CommandLine.arguments)
    print("Machine: \(Machine.description)\n")
    let encoding = try Encoding(programs).measure(rounds: 11)
    let overhead = try await Overhead.measure(blocks: 10, programs: programs)
    let peak = try await Streaming.measure(probe: programs.probe)
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
