import BenchmarkSupport

/// What was asked for, as ratios within the run.
struct Targets {
    let readings: [Readings]
    let packages: [Package]

    func outcomes(_ shares: [CPUShare]) -> [Outcome] {
        shares.flatMap { outcomes($0.name) } + packageOutcomes
    }

    private func outcomes(_ share: String) -> [Outcome] {
        guard
            let own = reading(share, Scenario.allUsed, Peer.swift),
            let python = reading(share, Scenario.allUsed, Peer.python),
            let floor = reading(share, Scenario.allUsed, Peer.c)
        else { return [] }
        let limits = cold(share, own, python, floor)
        guard !own.warm.isEmpty else { return limits }
        let warm = { (reading: Readings) in Samples(reading.warm).median }
        return limits + [
            Outcome(
                name: "warm, join: ours / Python (\(share))",
                value: warm(own) / warm(python),
                limit: .atMost(0.9)
            ),
            Outcome(
                name: "warm, join: ours less the C floor (\(share))",
                value: (warm(own) - warm(floor)) / 1e6,
                unit: "ms",
                limit: .atMost(1)
            ),
            Outcome(
                name: "peak memory, join: ours / Python (\(share))",
                value: own.peak / python.peak,
                limit: .atMost(0.5)
            ),
        ]
    }

    private func cold(_ share: String, _ own: Readings, _ python: Readings, _ floor: Readings) -> [Outcome] {
        let wall = { (reading: Readings) in reading.samples(\.wall).median }
        let cpu = { (reading: Readings) in reading.samples(\.cpu).median }
        var outcomes = [
            Outcome(
                name: "cold, join: ours / Python (\(share))",
                value: wall(own) / wall(python),
                limit: .atMost(0.25)
            ),
            Outcome(
                name: "cold CPU, join: ours / Python (\(share))",
                value: cpu(own) / cpu(python),
                limit: .atMost(0.2)
            ),
            Outcome(name: "cold, join: ours / C (\(share))", value: wall(own) / wall(floor), limit: .atMost(1.15)),
        ]
        let configured = Scenario.allConfigured
        if let own = reading(share, configured, Peer.swift), let python = reading(share, configured, Peer.python) {
            outcomes.append(
                Outcome(
                    name: "cold, SELECT 42, all configured: ours / Python (\(share))",
                    value: wall(own) / wall(python),
                    limit: .atMost(1 / 15)
                )
            )
        }
        let ratios = readings.filter { $0.share == share && $0.peer == Peer.swift }.compactMap { own in
            reading(share, own.scenario, Peer.c).map { wall(own) / wall($0) }
        }
        return outcomes + [
            Outcome(
                name: "cold, the worst scenario: ours / C (\(share))",
                value: ratios.max() ?? .infinity,
                limit: .atMost(1.15)
            )
        ]
    }

    private var packageOutcomes: [Outcome] {
        ["zip", "image"].compactMap { kind in
            let bytes = { (peer: String) in packages.first { $0.kind == kind && $0.peer == peer }?.bytes }
            guard let own = bytes(Peer.swift), let python = bytes(Peer.python) else { return nil }
            return Outcome(name: "\(kind): ours / Python", value: Double(own) / Double(python), limit: .atMost(0.6))
        }
    }

    private func reading(_ share: String, _ scenario: String, _ peer: String) -> Readings? {
        readings.first { $0.share == share && $0.scenario == scenario && $0.peer == peer }
    }
}
