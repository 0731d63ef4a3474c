import BenchmarkSupport
import Foundation
import LocalServices

/// All cold starts, in turn: a round has one of each peer, scenario and share.
struct Run {
    let peers: [Peer]
    let scenarios: [Scenario]
    let shares: [CPUShare]
    let servers: Servers
    let coldStarts: Int
    let warmInvocations: Int

    /// The rounds at the end that have warm invocations after the cold start.
    private static let warmRounds = 3

    /// - Throws: `BenchmarkError` when a peer answers otherwise than the others.
    func readings() async throws -> [Readings] {
        var all: [Readings] = []
        for share in shares {
            for scenario in scenarios { all += peers.map { Readings(share, scenario, $0) } }
        }
        // Whatever is read from the disk is in the page cache afterwards.
        var warmUp = all
        try await round(-1, into: &warmUp)
        for number in 0..<coldStarts {
            try await round(number, into: &all)
            note("round \(number + 1) of \(coldStarts)")
        }
        return all
    }

    private func round(_ number: Int, into all: inout [Readings]) async throws {
        for (group, (share, scenario)) in pairs.enumerated() {
            var answers: Set<[String]> = []
            for index in order(number) {
                let function = try await FunctionProcess(peers[index], scenario, share, servers)
                let answer = try await all[group * peers.count + index].take(
                    function,
                    scenario,
                    warmInvocations: warm(number, peers[index])
                )
                answers.insert(Self.matches(of: scenario.pattern, in: answer))
            }
            guard answers.count == 1, answers.first?.isEmpty == false else {
                throw BenchmarkError("\(scenario.name): the peers' answers differ: \(answers)")
            }
        }
    }

    /// Turned in each round and reversed in every other, so that no peer always follows the same one.
    private func order(_ round: Int) -> [Int] {
        let turned = peers.indices.map { ($0 + round / 2 + peers.count) % peers.count }
        return round.isMultiple(of: 2) ? turned : turned.reversed()
    }

    /// After its cold start, the wrapper that installs is the other one.
    private func warm(_ round: Int, _ peer: Peer) -> Int {
        let rounds = min(Self.warmRounds, coldStarts)
        guard round >= coldStarts - rounds, peer.name != Peer.pythonInstall else { return 0 }
        return (warmInvocations + rounds - 1) / rounds
    }

    private var pairs: [(CPUShare, Scenario)] { shares.flatMap { share in scenarios.map { (share, $0) } } }

    private static func matches(of pattern: String, in text: String) -> [String] {
        guard let regex = try? Regex(pattern) else { return [] }
        return text.matches(of: regex).map { String(text[$0.range]) }
    }
}

/// Says how far it is, where nobody looks for the results.
func note(_ text: String) {
    FileHandle.standardError.write(Data("cold-benchmark: \(text)\n".utf8))
}
