import BenchmarkSupport

/// The tables for people and the last line for programs.
struct Report {
    private let measured: [String: Measured]
    private let outcomes: [(target: Target, outcome: Outcome)]

    init(_ measured: [Measured]) {
        let byName = Dictionary(uniqueKeysWithValues: measured.map { ($0.name, $0) })
        self.measured = byName
        outcomes = Target.all.compactMap { target in
            guard let client = byName[target.client], let peer = byName[target.peer] else { return nil }
            return (target, target.outcome(client: client.total.median, peer: peer.total.median))
        }
    }

    /// The ratios, and for each that misses its limit where the time went.
    var ratios: String {
        "Ratios of the medians\n"
            + outcomes.map { target, outcome in
                outcome.text + (outcome.isMet == false ? explanation(target) : "")
            }.joined()
    }

    /// The last line.
    func json() throws -> String {
        try Outcome.json("client", outcomes.map(\.outcome))
    }

    private func explanation(_ target: Target) -> String {
        [target.client, target.peer].compactMap { measured[$0] }.map { subject in
            let steps = subject.steps.count > 1 ? subject.steps : readingSteps(subject)
            let parts = steps.map { "\($0.name) \(milliseconds($0.median)) ms" }.joined(separator: ", ")
            return "      \(subject.name): \(parts)\n"
        }.joined()
    }

    /// A reader is not interrupted to look at the clock: what it has in common with a simpler one was measured there.
    private func readingSteps(_ subject: Measured) -> [(name: String, median: Double)] {
        guard let fetching = measured[Reading.fetching]?.total.median, subject.name != Reading.fetchall else {
            return subject.steps
        }
        var steps = [(name: "fetching chunks", median: fetching)]
        if subject.name == Reader.decodable.name, let codable = measured[CodableFloor.name]?.total.median {
            steps.append(("Codable with nothing to read", codable))
        }
        let known = steps.reduce(0) { $0 + $1.median }
        return steps + [("the rest", subject.total.median - known)]
    }
}
