internal import DuckDBClient
internal import NIOCore

#if canImport(FoundationEssentials)
internal import FoundationEssentials
#else
internal import Foundation
#endif

extension ByteBuffer {
    mutating func writeJSON(_ value: Value) {
        switch value {
        case .null: writeString("null")
        case .boolean(let value): writeString(value ? "true" : "false")
        case .integer(let value): writeString(String(value))
        case .hugeInteger(let value): writeString(String(value))
        case .unsignedHugeInteger(let value): writeString(String(value))
        case .bigInteger(let value): writeString(value.description)
        case .float(let value): writeJSONNumber(value)
        case .double(let value): writeJSONNumber(value)
        case .decimal(let value): writeString(value.description)
        case .text(let value): writeJSONString(value)
        case .blob(let value): writeJSONString(Data(value).base64EncodedString())
        case .geometry(let value): writeJSONString(Data(value.wkb).base64EncodedString())
        case .bits, .uuid, .date, .time, .timestamp, .interval: writeJSONString(value.text)
        case .list(let values), .array(let values): writeJSONArray(values)
        case .structure(let fields): writeJSONObject(fields.map { ($0.name, $0.value) })
        case .map(let entries): writeJSONObject(entries.map { ($0.key.text, $0.value) })
        case .union(let member, let value): writeJSONObject([(member, value)])
        case .variant(let value): writeJSON(value)
        }
    }

    private mutating func writeJSONArray(_ values: [Value]) {
        writeInteger(UInt8(ascii: "["))
        for (index, value) in values.enumerated() {
            if index > 0 { writeInteger(UInt8(ascii: ",")) }
            writeJSON(value)
        }
        writeInteger(UInt8(ascii: "]"))
    }

    private mutating func writeJSONObject(_ members: [(name: String, value: Value)]) {
        writeInteger(UInt8(ascii: "{"))
        for (index, member) in members.enumerated() {
            if index > 0 { writeInteger(UInt8(ascii: ",")) }
            writeJSONString(member.name)
            writeInteger(UInt8(ascii: ":"))
            writeJSON(member.value)
        }
        writeInteger(UInt8(ascii: "}"))
    }

    private mutating func writeJSONNumber(_ number: some BinaryFloatingPoint & LosslessStringConvertible) {
        if number.isFinite {
            writeString(number.description)
        } else {
            writeString(number.isNaN ? "\"NaN\"" : number > 0 ? "\"Infinity\"" : "\"-Infinity\"")
        }
    }
}

extension Value {
    /// A scalar as text, for JSON strings and the keys of objects.
    fileprivate var text: String {
        switch self {
        case .text(let value): value
        case .bits(let value): value.description
        case .variant(let value): value.text
        case .uuid(let value): value.uuidString.lowercased()
        case .date(let value): value.description
        case .time(let value): value.description
        case .timestamp(let value): value.description
        case .interval(let value): value.description
        default: json
        }
    }

    private var json: String {
        var buffer = ByteBuffer()
        buffer.writeJSON(self)
        return String(buffer: buffer)
    }
}
