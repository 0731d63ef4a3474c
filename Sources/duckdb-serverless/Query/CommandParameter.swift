import ArgumentParser
import DuckDBClient
import DuckDBLambda
import Foundation

/// A parameter as the command line has it: `NAME=VALUE`.
struct CommandParameter: Sendable {
    let name: String
    let text: String

    /// - Throws: `ValidationError` for what has no name or no `=`.
    init(_ argument: String) throws {
        guard let equals = argument.firstIndex(of: "="), equals > argument.startIndex else {
            throw ValidationError("Write -p \(argument.contains("=") || argument.isEmpty ? "NAME" : argument)=VALUE.")
        }
        name = String(argument[..<equals])
        text = String(argument[argument.index(after: equals)...])
    }

    /// A scalar of JSON as what it is, every other text as text.
    var scalar: Value {
        guard let parsed = try? JSONDecoder().decode(JSONValue.self, from: Data(text.utf8)) else { return .text(text) }
        switch parsed.value {
        case .list, .structure: return .text(text)
        default: return parsed.value
        }
    }

    /// Elements between commas, as a query string has them.
    var elements: [Value] {
        text.isEmpty ? [] : text.split(separator: ",", omittingEmptySubsequences: false).map { .text(String($0)) }
    }

    /// One value for each name.
    ///
    /// - Throws: ``QueryUsageError`` for a name that comes twice and may not.
    static func values(
        _ parameters: [CommandParameter],
        mayRepeat: (String) -> Bool = { _ in false },
        _ value: ([CommandParameter]) throws -> Value
    ) throws -> [String: Value] {
        try Dictionary(grouping: parameters, by: \.name).mapValues { sent in
            guard let first = sent.first, sent.count == 1 || mayRepeat(first.name) else {
                throw QueryUsageError("-p \(sent.first?.name ?? "") comes twice. Give it once.")
            }
            return try value(sent)
        }
    }
}
