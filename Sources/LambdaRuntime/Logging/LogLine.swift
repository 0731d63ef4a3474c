internal import Logging

#if canImport(FoundationEssentials)
internal import FoundationEssentials
#else
internal import Foundation
#endif

/// One log line in each of its forms.
struct LogLine {
    let date: Date
    let level: Logger.Level
    let label: String
    let message: Logger.Message
    let metadata: Logger.Metadata

    /// The line as text.
    ///
    /// One line whatever is in it: Lambda makes an event of each, and what a caller sent could look like another one.
    var text: [UInt8] {
        let pairs = metadata.sorted { $0.key < $1.key }.map { " \($0.key)=\($0.value)" }.joined()
        let line = "\(timestamp) \(levelName) \(label): \(message)\(pairs)"
        var text = ""
        for scalar in line.unicodeScalars { text.append(visible: scalar) }
        return Array(text.utf8) + [UInt8(ascii: "\n")]
    }

    /// The line as a JSON object.
    var json: [UInt8] {
        var fields = metadata.filter { Self.topLevelKeys.contains($0.key) }
        let rest = metadata.filter { !Self.topLevelKeys.contains($0.key) }
        if !rest.isEmpty { fields["metadata"] = .dictionary(rest) }
        fields["timestamp"] = "\(timestamp)"
        fields["level"] = "\(levelName)"
        fields["logger"] = "\(label)"
        fields["message"] = "\(message)"
        // Texts are all there is to encode, which cannot fail.
        let object = (try? JSONEncoder.lines.encode(EncodableMetadata(value: .dictionary(fields)))) ?? Data()
        return Array(object) + [UInt8(ascii: "\n")]
    }

    private static let topLevelKeys: Set = ["requestId", "traceId", "tenantId", "errorType", "error"]

    private var timestamp: String {
        date.formatted(Date.ISO8601FormatStyle(includingFractionalSeconds: true))
    }

    /// The names Lambda's log level filter knows; it has none between INFO and WARN.
    private var levelName: String {
        switch level {
        case .notice: "INFO"
        case .warning: "WARN"
        case .critical: "FATAL"
        default: level.rawValue.uppercased()
        }
    }
}

extension String {
    /// Appends a scalar, or the escape of one that ends a line or controls a terminal.
    fileprivate mutating func append(visible scalar: Unicode.Scalar) {
        switch scalar {
        case "\n": append("\\n")
        case "\r": append("\\r")
        case "\t": append("\t")
        case "\u{0}"..<" ", "\u{7F}"..."\u{9F}":
            append("\\x\(scalar.value < 16 ? "0" : "")\(String(scalar.value, radix: 16))")
        case "\u{2028}", "\u{2029}": append("\\u\(String(scalar.value, radix: 16))")
        default: unicodeScalars.append(scalar)
        }
    }
}

/// Log metadata as JSON: texts, lists and objects.
private struct EncodableMetadata: Encodable {
    let value: Logger.MetadataValue

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch value {
        case .string(let text): try container.encode(text)
        case .stringConvertible(let convertible): try container.encode("\(convertible)")
        case .array(let values): try container.encode(values.map(EncodableMetadata.init))
        case .dictionary(let values): try container.encode(values.mapValues(EncodableMetadata.init))
        }
    }
}
