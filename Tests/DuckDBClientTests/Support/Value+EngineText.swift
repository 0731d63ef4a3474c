import DuckDBClient
import Foundation

extension Value {
    /// The value as DuckDB 1.5 casts it to VARCHAR; nil for NULL.
    var engineText: String? {
        switch self {
        case .null: nil
        case .boolean(let value): value ? "true" : "false"
        case .integer(let value): String(value)
        case .hugeInteger(let value): String(value)
        case .unsignedHugeInteger(let value): String(value)
        case .bigInteger(let value): value.description
        case .float(let value): value.description
        case .double(let value): value.description
        case .decimal(let value): value.description
        case .text(let value): value
        case .blob(let value): value.map(Self.engineText).joined()
        case .bits(let value): value.description
        case .uuid(let value): value.uuidString.lowercased()
        case .date(let value): value.description
        case .time(let value): value.description
        case .timestamp(let value):
            value.description.replacing("T", with: " ").replacing("Z", with: "+00")
        case .interval(let value): Self.engineText(value)
        case .geometry(let value): value.description
        case .list(let values), .array(let values): "[\(values.map(\.partText).joined(separator: ", "))]"
        case .structure(let fields): Self.engineText(fields)
        case .map(let entries):
            "{\(entries.map { "\($0.key.partText)=\($0.value.partText)" }.joined(separator: ", "))}"
        case .union(_, let value): value.engineText ?? "NULL"
        case .variant(let value): value.engineText
        }
    }

    /// The value as DuckDB writes it within another one: texts that could be taken for something else are quoted.
    private var partText: String {
        guard let engineText else { return "NULL" }
        switch self {
        case .list, .array, .structure, .map, .union: return engineText
        default: return Self.quoted(engineText)
        }
    }

    private static func quoted(_ text: String) -> String {
        let isPlain =
            !text.isEmpty && text.lowercased() != "null" && !text.contains { "\"'(),:=[]{}".contains($0) }
            && text.first?.isEngineSpace == false && text.last?.isEngineSpace == false
        return isPlain ? text : "'\(escaped(text))'"
    }

    private static func escaped(_ text: String) -> String {
        text.replacing("\\", with: "\\\\").replacing("'", with: "\\'")
    }

    private static func engineText(_ fields: [StructField]) -> String {
        guard fields.contains(where: { !$0.name.isEmpty }) else {
            return "(\(fields.map(\.value.partText).joined(separator: ", ")))"
        }
        return "{\(fields.map { "'\(escaped($0.name))': \($0.value.partText)" }.joined(separator: ", "))}"
    }

    private static func engineText(_ byte: UInt8) -> String {
        let isPlain = 32...126 ~= byte && !"\"'\\".utf8.contains(byte)
        let digits = String(byte, radix: 16, uppercase: true)
        return isPlain ? String(UnicodeScalar(byte)) : "\\x" + (digits.count == 1 ? "0" : "") + digits
    }

    private static func engineText(_ interval: CalendarInterval) -> String {
        let parts = [(interval.months / 12, "year"), (interval.months % 12, "month"), (interval.days, "day")]
        var texts = parts.filter { $0.0 != 0 }.map { "\($0.0) \($0.1)\($0.0.magnitude == 1 ? "" : "s")" }
        if interval.microseconds != 0 || texts.isEmpty {
            let clock = TimeOfDay(nanoseconds: Int64(interval.microseconds.magnitude) * 1000)
            texts.append((interval.microseconds < 0 ? "-" : "") + clock.description)
        }
        return texts.joined(separator: " ")
    }
}

extension Character {
    fileprivate var isEngineSpace: Bool { isASCII && isWhitespace }
}
