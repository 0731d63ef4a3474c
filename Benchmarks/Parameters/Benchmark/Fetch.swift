import BenchmarkSupport
import Foundation

/// The first fetches of a new process: what of, where from, and which authorities it trusts.
struct Fetch {
    let name: String
    let reference: String
    /// The variables of the process, which has no others.
    let environment: [String: String]

    static let phases = ["construct", "first fetch", "second fetch", "cached reads"]
    static let cachedReads = 10_000

    /// What the probe prints.
    struct Line: Decodable {
        struct Phase: Decodable {
            let name: String
            /// In microseconds.
            let wall: Double
            /// In microseconds.
            let cpu: Double
            let threads: Int
        }

        let bareThreads: Int
        let phases: [Phase]
    }

    func run(_ probe: String) throws -> Line {
        let command = Command(
            program: probe,
            arguments: [reference, "\(Self.cachedReads)"],
            environment: environment,
            isAlone: true
        )
        return try JSONDecoder().decode(Line.self, from: Data(try command.run().output.utf8))
    }
}

/// All rounds of one kind of fetch.
struct Rounds {
    let name: String
    private let lines: [Fetch.Line]

    /// Runs the kinds in turn; the order turns too, so that none always follows the same one.
    static func measure(_ fetches: [Fetch], probe: String) throws -> [Rounds] {
        var lines = fetches.map { _ in [Fetch.Line]() }
        for round in -warmUps..<rounds {
            for offset in fetches.indices {
                let index = (round + warmUps + offset) % fetches.count
                let line = try fetches[index].run(probe)
                if round >= 0 { lines[index].append(line) }
            }
        }
        return zip(fetches, lines).map { Rounds(name: $0.name, lines: $1) }
    }

    static let warmUps = 2
    static let rounds = 21

    func wall(_ phase: String) -> Samples { samples(phase, \.wall) }

    func cpu(_ phase: String) -> Samples { samples(phase, \.cpu) }

    /// The most threads that a process had when a phase was over.
    func threads(after phase: String) -> Int { phases(phase).map(\.threads).max() ?? 0 }

    /// The most threads that a process had got before its first fetch.
    var threadsBeforeFetch: Int {
        lines.map { line in (line.phases.first?.threads ?? 0) - line.bareThreads }.max() ?? 0
    }

    private func samples(_ phase: String, _ part: (Fetch.Line.Phase) -> Double) -> Samples {
        Samples(phases(phase).map { Int64(part($0) * 1e3) })
    }

    private func phases(_ name: String) -> [Fetch.Line.Phase] {
        lines.compactMap { line in line.phases.first { $0.name == name } }
    }
}
