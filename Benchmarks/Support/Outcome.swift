internal import Foundation

/// A figure, what was measured for it, and the limit that was asked for, if any was.
package struct Outcome {
    /// On which side of the limit the value has to be.
    package enum Limit {
        case atMost(Double)
        case atLeast(Double)
    }

    package let name: String
    package let value: Double
    package let unit: String
    private let limit: Limit?

    package init(name: String, value: Double, unit: String = "x", limit: Limit? = nil) {
        self.name = name
        self.value = value
        self.unit = unit
        self.limit = limit
    }

    /// Nil without a limit.
    package var isMet: Bool? {
        switch limit {
        case .atMost(let limit): value <= limit
        case .atLeast(let limit): value >= limit
        case nil: nil
        }
    }

    /// Whether the limit is not to be exceeded; nil without one.
    package var isAtMost: Bool? {
        switch limit {
        case .atMost: true
        case .atLeast: false
        case nil: nil
        }
    }

    /// The limit; nil without one.
    package var bound: Double? {
        switch limit {
        case .atMost(let limit), .atLeast(let limit): limit
        case nil: nil
        }
    }

    /// A line of the report.
    package var text: String {
        let figure = "  " + pad(name, 64) + pad(decimals(value, 3), -8) + " \(pad(unit, 4))"
        guard let bound, let isMet else { return figure + "\n" }
        let side = if case .atMost = limit { "at most" } else { "at least" }
        return figure + " \(side) \(bound): \(isMet ? "met" : "MISSED")\n"
    }

    /// The last line of every benchmark: one JSON object.
    package static func json(_ bench: String, _ outcomes: [Outcome]) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.withoutEscapingSlashes, .sortedKeys]
        return String(decoding: try encoder.encode(Line(bench: bench, results: outcomes)), as: UTF8.self)
    }

    private struct Line: Encodable {
        let bench: String
        let results: [Outcome]
    }
}

extension Outcome: Encodable {
    /// Written out, since the compiler's own leaves out what is nil.
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(name, forKey: .name)
        try container.encode((value * 1000).rounded() / 1000, forKey: .value)
        try container.encode(unit, forKey: .unit)
        try container.encode(bound, forKey: .limit)
        try container.encode(isMet, forKey: .met)
    }

    private enum CodingKeys: CodingKey {
        case name, value, unit, limit, met
    }
}
