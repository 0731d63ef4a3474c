import Foundation

/// The tables for people and the last line for programs.
struct Report {
    private let measured: [String: Measured]
    private let outcomes: [Outcome]

    init(_ measured: [Measured]) {
        let byName = Dictionary(uniqueKeysWithValues: measured.map { ($0.name, $0) })
        self.measured = byName
        outcomes = Target.all.compactMap { target in
            guard let client = byName[target.client], let peer = byName[target.peer] else { return nil }
            return Outcome(target: target, client: client.total.median, peer: peer.total.median)
        }
    }

    static func table(_ group: Group, _ measured: [Measured]) -> String {
        let header = "\(group.title): milliseconds, \(group.rounds) rounds in turn after a warm-up\n"
        let titles = "  " + pad("", 40) + ["median", "min", "max", "spread"].map { pad($0, -10) }.joined() + "\n"
        return header + titles
            + measured.map { subject in
                let total = subject.total
                let times = [total.median, total.least, total.most].map { pad(milliseconds($0), -10) }.joined()
                return "  " + pad(subject.name, 40) + times + pad("\(Int((total.spread * 100).rounded()))%", -10) + "\n"
            }.joined()
    }

    /// The ratios, and for each that misses its limit where the time went.
    var ratios: String {
        "Ratios of the medians\n"
            + outcomes.map { outcome in
                let line =
                    "  " + Self.pad(outcome.target.name, 52) + Self.pad(Self.decimals(outcome.value, 3), -8)
                    + "   limit \(outcome.limit): \(outcome.isMet ? "met" : "MISSED")\n"
                return line + (outcome.isMet ? "" : explanation(outcome.target))
            }.joined()
    }

    private func explanation(_ target: Target) -> String {
        [target.client, target.peer].compactMap { measured[$0] }.map { subject in
            let steps = subject.steps.count > 1 ? subject.steps : readingSteps(subject)
            let parts = steps.map { "\($0.name) \(Self.milliseconds($0.median)) ms" }.joined(separator: ", ")
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

    /// One JSON object: the last line of every benchmark.
    func json() throws -> String {
        struct Line: Encodable {
            struct Result: Encodable {
                let name: String
                let value: Double
                let unit: String
                let limit: Double
                let met: Bool
            }
            let bench: String
            let results: [Result]
        }
        let results = outcomes.map { outcome in
            Line.Result(
                name: outcome.target.name,
                value: (outcome.value * 1000).rounded() / 1000,
                unit: "x",
                limit: outcome.limit,
                met: outcome.isMet
            )
        }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.withoutEscapingSlashes, .sortedKeys]
        return String(decoding: try encoder.encode(Line(bench: "client", results: results)), as: UTF8.self)
    }

    private static func milliseconds(_ nanoseconds: Double) -> String {
        decimals(nanoseconds / 1e6, nanoseconds < 1e8 ? 3 : 1)
    }

    private static func decimals(_ value: Double, _ digits: Int) -> String {
        String(format: "%.\(digits)f", value)
    }

    /// Fills up to the width, on the left where it is negative.
    private static func pad(_ text: String, _ width: Int) -> String {
        let spaces = String(repeating: " ", count: max(0, abs(width) - text.count))
        return width < 0 ? spaces + text : text + spaces
    }
}
