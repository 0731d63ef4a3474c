import BenchmarkSupport

/// The figures and their limits.
struct Report {
    private let outcomes: [Outcome]

    init(encoding: [Measured], overhead: [Measured], peak: Streaming.Peak) {
        let medians = Dictionary(uniqueKeysWithValues: (encoding + overhead).map { ($0.name, $0.total.median) })
        let json = medians[Encoding.ours, default: .nan]
        let runtime = medians[Overhead.ours, default: .nan]
        outcomes = [
            Outcome(
                name: "json: how many times faster than Python",
                value: medians[Encoding.python, default: .nan] / json,
                limit: .atLeast(8)
            ),
            Outcome(
                name: "json: how many times faster than duckdb -json",
                value: medians[Encoding.shell, default: .nan] / json,
                limit: .atLeast(1)
            ),
            Outcome(name: "json: 100,000 rows of six columns", value: json / 1e6, unit: "ms"),
            Outcome(name: "runtime: a warm invocation", value: runtime / 1e6, unit: "ms", limit: .atMost(0.3)),
            Outcome(
                name: "runtime: how many times less than awslambdaric",
                value: medians[Overhead.python, default: .nan] / runtime,
                limit: .atLeast(3)
            ),
            Outcome(
                name: "runtime: the same with the handler on the event loop",
                value: medians[Overhead.oursOnEventLoop, default: .nan] / 1e6,
                unit: "ms"
            ),
            Outcome(
                name: "runtime: the same by a loop of read and write in C",
                value: medians[Overhead.floor, default: .nan] / 1e6,
                unit: "ms"
            ),
            Outcome(
                name: "stream: peak of memory beyond the engine's own",
                value: (peak.streamed - peak.drained) / 1e6,
                unit: "MB",
                limit: .atMost(64)
            ),
            Outcome(
                name: "stream: 5,000,000 rows as NDJSON",
                value: Double(peak.byteCount) / Double(peak.nanoseconds) * 1e3,
                unit: "MB/s"
            ),
        ]
    }

    var text: String { "Figures\n" + outcomes.map(\.text).joined() }

    /// The last line.
    func json() throws -> String { try Outcome.json("lambda", outcomes) }
}
