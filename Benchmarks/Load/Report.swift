import BenchmarkSupport

/// What was asked for, what was measured for it, and how a wake spends its time.
struct Report {
    private let outcomes: [Outcome]
    private let phases: [(name: String, start: Double, duration: Double)]

    init(pinned: Wake.Times, free: Wake.Times, rates: Hash.Rates, bake: Samples) {
        phases = free.phases
        outcomes = [
            Self.ratio("manifest / signature, wall, one core", pinned.wall, limit: 0.30),
            Self.ratio("manifest / signature, CPU, one core", pinned.cpu, limit: 0.30),
            Outcome(
                name: "hashing / openssl speed sha256, one core",
                value: rates.files.median / rates.openssl.median,
                limit: .atLeast(1.2)
            ),
            Outcome(
                name: "hashing that is not overlapped, of all hashing, all cores",
                value: Self.exposed(free),
                limit: .atMost(0.9)
            ),
            Outcome(name: "bake of four cached extensions", value: bake.median / 1e9, unit: "s", limit: .atMost(2)),
        ]
    }

    private static func ratio(_ name: String, _ times: [String: Measured], limit: Double) -> Outcome {
        let manifest = times["manifest"]?.total.median ?? .infinity
        let signature = times["signature"]?.total.median ?? 1
        return Outcome(name: name, value: manifest / signature, limit: .atMost(limit))
    }

    /// How much later the wake is ready for the hashing, by what the hashing takes.
    private static func exposed(_ times: Wake.Times) -> Double {
        let manifest = times.wall["manifest"]?.total.median ?? .infinity
        let trusted = times.wall["trusted"]?.total.median ?? 0
        let hashing = times.phases.filter { $0.name == "hash" }.reduce(0) { $0 + $1.duration }
        return (manifest - trusted) / 1e6 / hashing
    }

    var text: String {
        let timeline = phases.map { phase in
            "  " + pad(phase.name, 28) + pad(decimals(phase.duration, 2), -8) + " ms, from "
                + pad(decimals(phase.start, 2), -8) + " ms\n"
        }
        return "The phases of a wake under `manifest` on all cores, medians\n" + timeline.joined()
            + "\nWhat was asked for\n" + outcomes.map(\.text).joined()
    }

    /// The last line.
    func json() throws -> String { try Outcome.json("load", outcomes) }
}
