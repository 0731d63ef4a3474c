import BenchmarkSupport
import DemoSupport
import Foundation

/// Everything that was measured, as the report and the charts are made from it: milliseconds, MB and bytes.
struct Figures: Encodable {
    let date: String
    let machine: String
    let loadAtEnd: String
    let kernel: String
    let emulator: String
    let coldStarts: Int
    let warmInvocations: Int
    let shares: [Share]
    let peers: [Named]
    let scenarios: [Named]
    let measurements: [Measurement]
    let timelines: [Timeline]
    let packages: [Package]
    let targets: [Target]

    struct Share: Encodable {
        let name: String
        let detail: String
        var absent: String?
    }

    struct Named: Encodable {
        let name: String
        let title: String
    }

    struct Spread: Encodable {
        let median: Double
        let p95: Double
        let least: Double
        let most: Double

        init(_ samples: Samples) {
            let rounded = { (value: Double) in (value / 1e3).rounded() / 1e3 }
            (median, p95) = (rounded(samples.median), rounded(samples.p95))
            (least, most) = (rounded(samples.least), rounded(samples.most))
        }
    }

    struct Measurement: Encodable {
        let share: String
        let scenario: String
        let peer: String
        let cold: Spread
        let coldCPU: Spread
        let coldMemory: Spread
        let warm: Spread?
        let warmCPU: Spread?
        let peakMemory: Double

        init(_ readings: Readings) {
            (share, scenario, peer) = (readings.share, readings.scenario, readings.peer)
            cold = Spread(readings.samples(\.wall))
            coldCPU = Spread(readings.samples(\.cpu))
            coldMemory = Spread(readings.samples(\.memory))
            warm = readings.warm.isEmpty ? nil : Spread(Samples(readings.warm))
            warmCPU = readings.warmCPU.isEmpty ? nil : Spread(Samples(readings.warmCPU))
            peakMemory = readings.peak / 1e6
        }
    }

    struct Timeline: Encodable {
        let share: String
        let scenario: String
        let peer: String
        let wall: Double
        let phases: [Phase]

        init?(_ readings: Readings) {
            guard let typical = readings.typical, !typical.phases.isEmpty else { return nil }
            (share, scenario, peer) = (readings.share, readings.scenario, readings.peer)
            wall = (Double(typical.wall) / 1e3).rounded() / 1e3
            phases = typical.phases.map { Phase(name: $0.name, start: $0.start, duration: $0.duration) }
        }
    }

    struct Phase: Encodable {
        let name: String
        let start: Double
        let duration: Double
    }

    struct Target: Encodable {
        let name: String
        let value: Double
        let unit: String
        let limit: Double
        let atMost: Bool
        let met: Bool

        init?(_ outcome: Outcome) {
            guard let limit = outcome.bound, let atMost = outcome.isAtMost, let met = outcome.isMet else { return nil }
            (name, value, unit) = (outcome.name, outcome.value, outcome.unit)
            (self.limit, self.atMost, self.met) = (limit, atMost, met)
        }
    }

    func write(to path: String) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        try encoder.encode(self).write(to: URL(filePath: path), options: .atomic)
    }
}
