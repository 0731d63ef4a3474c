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
        return line.utf8.flatMap(Self.visible) + [UInt8(ascii: "\n")]
    }

    private static func visible(_ byte: UInt8) -> [UInt8] {
        switch byte {
        case UInt8(ascii: "\n"): Array("\\n".utf8)
        case UInt8(ascii: "\r"): Array("\\r".utf8)
        case UInt8(ascii: "\t"): [byte]
        case 0..<0x20, 0x7F: Array("\\x\(byte < 16 ? "0" : "")\(String(byte, radix: 16))".utf8)
        default: [byte]
        }
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
