import Foundation

/// One phase of the cold start, from the function's own log line.
struct ColdStartPhase: Decodable, CustomStringConvertible {
    private let name: String
    private let start: String
    private let duration: String

    /// Reads the phases of the first invocation from a log of JSON lines.
    static func read(fromLog log: String) throws -> [ColdStartPhase] {
        for line in log.split(separator: "\n") {
            guard let line = try? JSONDecoder().decode(Line.self, from: Data(line.utf8)) else { continue }
            if line.metadata.cold == "true" { return line.metadata.phases }
        }
        throw DemoRun.Failure(description: "The function logged no cold start. Its log:\n\(log)")
    }

    var description: String {
        let name = name.padding(toLength: 24, withPad: " ", startingAt: 0)
        return "  \(name) \(Self.column(duration)) ms, from \(Self.column(start)) ms"
    }

    private static func column(_ milliseconds: String) -> String {
        String(format: "%8.2f", Double(milliseconds) ?? .nan)
    }

    private struct Line: Decodable {
        let metadata: Metadata
    }

    private struct Metadata: Decodable {
        let cold: String
        let phases: [ColdStartPhase]
    }
}
