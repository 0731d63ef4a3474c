import BenchmarkSupport

/// The times of all kinds of fetch, and what was asked for.
struct Report {
    private let rounds: [Rounds]

    init(_ rounds: [Rounds]) {
        self.rounds = rounds
    }

    var text: String {
        let title = "Milliseconds, \(Rounds.rounds) new processes in turn after \(Rounds.warmUps) warm-ups\n\n"
        return title + Fetch.phases.map(table).joined() + threads + "\nWhat was asked for\n"
            + outcomes.map(\.text).joined()
    }

    /// The last line.
    func json() throws -> String { try Outcome.json("parameters", outcomes) }

    private func table(_ phase: String) -> String {
        let lines = rounds.flatMap { round in
            [
                Table.line("\(round.name), wall", round.wall(phase)),
                Table.line("\(round.name), CPU", round.cpu(phase)),
            ]
        }
        let title = phase == "cached reads" ? "\(Fetch.cachedReads) cached reads" : phase
        return ([title, Table.header] + lines).joined(separator: "\n") + "\n\n"
    }

    private var threads: String {
        let lines = rounds.map { round in
            let counts = Fetch.phases.map { pad("\(round.threads(after: $0))", -14) }
            return "  " + pad(round.name, 40) + counts.joined() + "\n"
        }
        return "Threads when a phase was over, the most of all rounds\n"
            + "  " + pad("", 40) + Fetch.phases.map { pad($0, -14) }.joined() + "\n" + lines.joined()
    }

    private var outcomes: [Outcome] {
        local
            + remote.flatMap { round in
                [
                    outcome("first fetch, \(round.name)", round.wall("first fetch")),
                    outcome("first fetch, \(round.name), CPU", round.cpu("first fetch")),
                    outcome("second fetch, \(round.name)", round.wall("second fetch")),
                ]
            }
    }

    /// What depends on no server; the times without limits, since they follow the machine's speed of the day.
    private var local: [Outcome] {
        let own = rounds.filter { $0.name == Servers.local }
        let worst = { (rounds: [Rounds], phase: String) in rounds.map { $0.wall(phase).median }.max() ?? .infinity }
        return [
            Outcome(
                name: "making the resolver",
                value: worst(own, "construct") / 1e6,
                unit: "ms"
            ),
            Outcome(
                name: "making the resolver, with a URL of an endpoint to read",
                value: worst(remote, "construct") / 1e6,
                unit: "ms"
            ),
            Outcome(
                name: "cached read",
                value: worst(rounds, "cached reads") / 1e3 / Double(Fetch.cachedReads),
                unit: "us"
            ),
            Outcome(
                name: "threads made before the first fetch",
                value: Double(rounds.map(\.threadsBeforeFetch).max() ?? .max),
                unit: "",
                limit: .atMost(0)
            ),
        ]
    }

    private var remote: [Rounds] { rounds.filter { $0.name != Servers.local } }

    private func outcome(_ name: String, _ samples: Samples) -> Outcome {
        Outcome(name: name, value: samples.median / 1e6, unit: "ms")
    }
}
