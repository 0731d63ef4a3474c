internal import DuckDBClient

#if canImport(FoundationEssentials)
internal import FoundationEssentials
#else
internal import Foundation
#endif

extension TextBuffer {
    /// A value as JSON, in the forms that the columns of its type have.
    mutating func append(json value: Value, largeNumbersAsText asText: Bool) {
        switch value {
        case .null: append("null")
        case .boolean(let value): value ? append("true") : append("false")
        case .integer(let value): append(large: asText && value.magnitude > Self.largestExact, "\(value)")
        case .hugeInteger(let value): append(large: asText && value.magnitude > Self.largestExact, "\(value)")
        case .unsignedHugeInteger(let value): append(large: asText && value > Self.largestExact, "\(value)")
        case .bigInteger(let value):
            append(large: asText && (UInt64(exactly: value.magnitudeOnly) ?? .max) > Self.largestExact, "\(value)")
        case .decimal(let value): append(large: asText, "\(value)")
        case .float(let value): value.isFinite ? append(finite: value) : append(notFinite: Double(value))
        case .double(let value): value.isFinite ? append(finite: value) : append(notFinite: value)
        case .text(let value): append(jsonString: value)
        case .blob(let value): append(jsonString: Data(value).base64EncodedString())
        case .geometry(let value): append(jsonString: Data(value.wkb).base64EncodedString())
        case .bits(let value): append(jsonString: value.description)
        case .uuid(let value): append(jsonString: value.uuidString.lowercased())
        case .interval(let value): append(jsonString: value.description)
        case .date(let value):
            append(UInt8(ascii: "\""))
            append(date: value.daysSinceEpoch)
            append(UInt8(ascii: "\""))
        case .time(let value): appendQuoted(value.description) { $0.append(time: value) }
        case .timestamp(let value): appendQuoted(value.description) { $0.append(timestamp: value) }
        case .list(let values), .array(let values): append(jsonArray: values, asText)
        case .structure(let fields):
            let names = UniqueNames.of(fields.map(\.name))
            append(jsonObject: zip(names, fields.map(\.value)), asText)
        case .map(let entries): append(jsonObject: entries.map { ($0.key.keyText, $0.value) }, asText)
        case .union(let member, let value): append(jsonObject: [(member, value)], asText)
        case .variant(let value): append(json: value, largeNumbersAsText: asText)
        }
    }

    private static let largestExact: UInt64 = 1 << 53 - 1

    private mutating func append(large isText: Bool, _ digits: String) {
        isText ? append(jsonString: digits) : append(text: digits)
    }

    private mutating func append(notFinite number: Double) {
        append(jsonString: number.isNaN ? "NaN" : number > 0 ? "Infinity" : "-Infinity")
    }

    /// A time in quotes, or what else there is to say of one that no clock or calendar has.
    private mutating func appendQuoted(_ odd: String, _ write: (inout TextBuffer) -> Bool) {
        let start = count
        append(UInt8(ascii: "\""))
        if write(&self) {
            append(UInt8(ascii: "\""))
        } else {
            truncate(to: start)
            append(jsonString: odd)
        }
    }

    private mutating func append(time: TimeOfDay) -> Bool {
        guard let offset = time.utcOffset else { return append(time: time.nanoseconds) }
        guard 0...86_400_000_000_000 ~= time.nanoseconds, offset.magnitude <= 57_599 else { return false }
        return append(zonedTime: UInt64(time.nanoseconds / 1000) << 24 | UInt64(57_599 - offset))
    }

    private mutating func append(timestamp: Timestamp) -> Bool {
        guard append(timestamp: timestamp.ticks, perSecond: timestamp.unit.ticksPerSecond) else { return false }
        if timestamp.isUTC, !timestamp.isInfinite { append(UInt8(ascii: "Z")) }
        return true
    }

    private mutating func append(jsonArray values: [Value], _ asText: Bool) {
        append(UInt8(ascii: "["))
        for (index, value) in values.enumerated() {
            if index > 0 { append(UInt8(ascii: ",")) }
            append(json: value, largeNumbersAsText: asText)
        }
        append(UInt8(ascii: "]"))
    }

    private mutating func append(jsonObject members: some Sequence<(String, Value)>, _ asText: Bool) {
        append(UInt8(ascii: "{"))
        for (index, member) in members.enumerated() {
            if index > 0 { append(UInt8(ascii: ",")) }
            append(jsonString: member.0)
            append(UInt8(ascii: ":"))
            append(json: member.1, largeNumbersAsText: asText)
        }
        append(UInt8(ascii: "}"))
    }
}

extension Value {
    /// The key of an object that a value is: a string's own text, other values' JSON.
    fileprivate var keyText: String {
        if case .text(let text) = self { return text }
        var json = TextBuffer()
        json.append(json: self, largeNumbersAsText: false)
        let bytes = json.bytes
        let isString = bytes.first == UInt8(ascii: "\"")
        return String(decoding: isString ? bytes.dropFirst().dropLast() : bytes[...], as: UTF8.self)
    }
}

extension BigInteger {
    fileprivate var magnitudeOnly: BigInteger { BigInteger(isNegative: false, magnitude: magnitude) }
}
