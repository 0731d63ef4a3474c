import Foundation

/// One phase of the cold start, from the function's own log line.
package struct ColdStartPhase: Decodable, CustomStringConvertible {
    /// What was done.
    package let name: String
    /// When it began, in milliseconds since the process did.
    package let start: Double
    /// How long it took, in milliseconds.
    package let duration: Double

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        name = try container.decode(String.self, forKey: .name)
        start = Double(try container.decode(String.self, forKey: .start)) ?? .nan
        duration = Double(try container.decode(String.self, forKey: .duration)) ?? .nan
    }

    private enum CodingKeys: CodingKey {
        case name, start, duration
    }

    /// Reads the phases of the first invocation from a log of JSON lines; nil where none tells of it.
    package static func read(fromLog log: String) -> [ColdStartPhase]? {
        for line in log.split(separator: "\n") {
            guard let line = try? JSONDecoder().decode(Line.self, from: Data(line.utf8)) else { continue }
            if line.metadata.cold == "true" { return line.metadata.phases }
        }
        return nil
    }

    /// The phase as a line of a table.
    package var description: String {
        let name = name.padding(toLength: 24, withPad: " ", startingAt: 0)
        return "  \(name) \(Self.column(duration)) ms, from \(Self.column(start)) ms"
    }

    private static func column(_ milliseconds: Double) -> String {
        String(format: "%8.2f", milliseconds)
    }

    private struct Line: Decodable {
        let metadata: Metadata
    }

    private struct Metadata: Decodable {
        let cold: String
        let phases: [ColdStartPhase]
    }
}
