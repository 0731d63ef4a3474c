import DuckDBClient
import DuckDBLambda

/// What a cell of a table for people says.
enum CellText {
    static let null = "NULL"

    /// A text as it is, on one line; numbers and times as JSON has them, without quotes; nested values as JSON.
    static func of(_ value: Value) -> String {
        switch value {
        case .null: return null
        case .variant(let value): return of(value)
        case .text(let text): return oneLine(text)
        default:
            let json = value.json
            return oneLine(json.hasPrefix("\"") && json.count > 1 ? String(json.dropFirst().dropLast()) : json)
        }
    }

    /// What would break the table or steer a terminal is written out.
    static func oneLine(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: isWritten) else { return text }
        var line = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\n": line += "\\n"
            case "\r": line += "\\r"
            case "\t": line += "\\t"
            case _ where isWritten(scalar): line += "\\u{\(String(scalar.value, radix: 16))}"
            default: line.unicodeScalars.append(scalar)
            }
        }
        return line
    }

    /// What would steer a terminal is written out; tabs and the ends of lines stay.
    static func visible(_ text: String) -> String {
        text.reduce(into: "") { shown, character in
            switch character {
            case "\n", "\r\n", "\t": shown.append(character)
            default: shown += oneLine(String(character))
            }
        }
    }

    /// Control characters, and those of format that turn the direction of what follows.
    private static func isWritten(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x00...0x1F, 0x7F...0x9F, 0x2028...0x202E, 0x2066...0x2069: true
        default: false
        }
    }
}
