import BenchmarkSupport
import Foundation

/// Waking in a process of its own, from its start to a ready engine with `httpfs`, `postgres_scanner` and `aws`.
struct Wake {
    /// The probe, an executable that wakes as the environment says and tells when it is ready.
    let probe: String
    let bundle: String

    static let extensions = ["httpfs", "postgres_scanner", "aws"]
    static let policies = ["signature", "manifest", "trusted"]
    private static let rounds = 21

    /// The wall and the CPU time under each policy.
    struct Times {
        let wall: [String: Measured]
        let cpu: [String: Measured]
        /// The median of each phase under the policy `manifest`, in milliseconds.
        let phases: [(name: String, start: Double, duration: Double)]
    }

    /// The rounds of all policies in turn, on one core or on all.
    func measure(title: String) throws -> Times {
        var lines = Dictionary(uniqueKeysWithValues: Self.policies.map { ($0, [Ready]()) })
        for policy in Self.policies { _ = try wake(policy) }
        for _ in 0..<Self.rounds {
            for policy in Self.policies { lines[policy]?.append(try wake(policy)) }
        }
        let times = Times(
            wall: lines.mapValues { Measured(name: "wall", values: $0.map(\.wall)) },
            cpu: lines.mapValues { Measured(name: "CPU", values: $0.map(\.cpu)) },
            phases: Self.phases(lines["manifest"] ?? [])
        )
        print("\(title): milliseconds to ready, \(Self.rounds) rounds in turn after a warm-up")
        print(Table.header)
        for policy in Self.policies {
            for kind in [times.wall, times.cpu] {
                if let measured = kind[policy] { print(Table.line("\(policy), \(measured.name)", measured.total)) }
            }
        }
        print("")
        return times
    }

    private struct Ready {
        let wall: Int64
        let cpu: Int64
        let phases: [Line.Phase]
    }

    /// The probe's first line.
    private struct Line: Decodable {
        struct Phase: Decodable {
            let name: String
            let start: Double
            let duration: Double
        }

        let cpu: Double
        let phases: [Phase]
    }

    private func wake(_ policy: String) throws -> Ready {
        let command = Command(
            program: probe,
            environment: [
                "DUCKDB_EXTENSION_DIRECTORY": bundle, "DUCKDB_EXTENSION_TRUST": policy,
                "DUCKDB_EXTENSIONS": Self.extensions.joined(separator: ","), "DEFAULT_BOOTSTRAP": "",
            ]
        )
        let (output, wall) = try command.run()
        let line = try JSONDecoder().decode(Line.self, from: Data(output.utf8.prefix { $0 != UInt8(ascii: "\n") }))
        return Ready(wall: wall, cpu: Int64(line.cpu * 1e6), phases: line.phases)
    }

    private static func phases(_ rounds: [Ready]) -> [(name: String, start: Double, duration: Double)] {
        guard let names = rounds.first?.phases.map(\.name) else { return [] }
        return names.map { name in
            let phases = rounds.compactMap { round in round.phases.first { $0.name == name } }
            let median = { (values: [Double]) in values.sorted()[values.count / 2] }
            return (name, median(phases.map(\.start)), median(phases.map(\.duration)))
        }
    }
}
