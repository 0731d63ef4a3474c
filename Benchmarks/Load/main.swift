// Loading extensions measured: load-benchmark WAKE-PROBE DUCKDB-SERVERLESS BUNDLE
import BenchmarkSupport
import DuckDBServerless
import Foundation

guard !Machine.isDebugBuild else { fatal("The times of a debug build say nothing. Run `make bench-load`.") }
guard CommandLine.arguments.count == 4 else { fatal("Usage: load-benchmark WAKE-PROBE DUCKDB-SERVERLESS BUNDLE") }

do {
    print("Machine: \(Machine.description)\n")
    let bundle = try ExtensionBundle(directory: CommandLine.arguments[3])
    let files = try Wake.extensions.map { bundle.path(for: try ExtensionName($0)) }
    let wake = Wake(probe: CommandLine.arguments[1], bundle: bundle.directory)
    let scratch = FileManager.default.temporaryDirectory.appending(path: "load-benchmark-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: scratch) }

    let report = Report(
        pinned: try Cores.useOne { try wake.measure(title: "Waking on one core") },
        free: try wake.measure(title: "Waking on \(Cores.count) cores"),
        rates: try Cores.useOne { try Hash(files: files).measure() },
        bake: try Bake(tool: CommandLine.arguments[2], folder: scratch).measure()
    )
    print(report.text)
    print("Load at the end: \(Machine.load)")
    print(try report.json())
} catch {
    fatal("\(error)")
}

func fatal(_ message: String) -> Never {
    FileHandle.standardError.write(Data("load-benchmark: error: \(message)\n".utf8))
    exit(1)
}
