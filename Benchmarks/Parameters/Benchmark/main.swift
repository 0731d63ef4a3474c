// The first fetch of a parameter measured: parameters-benchmark PARAMETER-PROBE
import BenchmarkSupport
import Foundation

guard !Machine.isDebugBuild else { fatal("The times of a debug build say nothing. Run `make bench-parameters`.") }
guard CommandLine.arguments.count == 2 else { fatal("Usage: parameters-benchmark PARAMETER-PROBE") }

do {
    print("Machine: \(Machine.description)\n")
    let servers = try await Servers(parameter: "/benchmark/parameter")
    let rounds = try Rounds.measure(servers.fetches, probe: CommandLine.arguments[1])
    await servers.end()
    let report = Report(rounds)
    print(report.text)
    print("Load at the end: \(Machine.load)")
    print(try report.json())
} catch {
    fatal("\(error)")
}

func fatal(_ message: String) -> Never {
    FileHandle.standardError.write(Data("parameters-benchmark: error: \(message)\n".utf8))
    exit(1)
}
