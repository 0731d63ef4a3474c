internal import DuckDBClient

#if canImport(FoundationEssentials)
internal import FoundationEssentials
#else
internal import Foundation
#endif

extension CellEncoder {
    private static let largestExact: UInt64 = 1 << 53 - 1

    func encodeNumbers(_ vector: ColumnVector, _ rows: [Int], _ cells: inout CellTexts) throws(DuckDBError) {
        switch type {
        case .boolean:
            try fixed(UInt8.self, vector, rows, &cells) { value, text in
                value != 0 ? text.append("true") : text.append("false")
                return true
            }
        case .tinyint: try small(Int8.self, vector, rows, &cells)
        case .smallint: try small(Int16.self, vector, rows, &cells)
        case .integer: try small(Int32.self, vector, rows, &cells)
        case .utinyint: try small(UInt8.self, vector, rows, &cells)
        case .usmallint: try small(UInt16.self, vector, rows, &cells)
        case .uinteger: try small(UInt32.self, vector, rows, &cells)
        case .bigint:
            try fixed(Int64.self, vector, rows, &cells) { value, text in
                quoted(value.magnitude > Self.largestExact, &text) { $0.append(number: value) }
            }
        case .ubigint:
            try fixed(UInt64.self, vector, rows, &cells) { value, text in
                quoted(value > Self.largestExact, &text) { $0.append(number: value) }
            }
        case .hugeint:
            try fixed(Int128.self, vector, rows, &cells) { value, text in
                quoted(value.magnitude > Self.largestExact, &text) { $0.append(number: value) }
            }
        case .uhugeint:
            try fixed(UInt128.self, vector, rows, &cells) { value, text in
                quoted(value > Self.largestExact, &text) { $0.append(text: String(value)) }
            }
        case .float:
            try fixed(Float.self, vector, rows, &cells) { value, text in
                value.isFinite ? text.append(finite: value) : write(notFinite: Double(value), to: &text)
                return true
            }
        case .double:
            try fixed(Double.self, vector, rows, &cells) { value, text in
                value.isFinite ? text.append(finite: value) : write(notFinite: value, to: &text)
                return true
            }
        case .decimal(_, let scale): try encodeDecimals(Int(scale), vector, rows, &cells)
        default: try encodeMembers(vector, rows, &cells)
        }
    }

    /// Whole numbers that every reader takes exactly.
    @inline(__always)
    private func small<T: VectorElement & FixedWidthInteger>(
        _: T.Type,
        _ vector: ColumnVector,
        _ rows: [Int],
        _ cells: inout CellTexts
    ) throws(DuckDBError) {
        try fixed(T.self, vector, rows, &cells) { value, text in
            text.append(number: Int64(value))
            return true
        }
    }

    private func encodeDecimals(
        _ scale: Int,
        _ vector: ColumnVector,
        _ rows: [Int],
        _ cells: inout CellTexts
    ) throws(DuckDBError) {
        switch type.physicalType {
        case .int16: try decimals(Int16.self, scale, vector, rows, &cells)
        case .int32: try decimals(Int32.self, scale, vector, rows, &cells)
        case .int64: try decimals(Int64.self, scale, vector, rows, &cells)
        default:
            try fixed(Int128.self, vector, rows, &cells) { value, text in
                quoted(true, &text) { text in
                    if let small = Int64(exactly: value), scale <= 18 {
                        text.append(decimal: small, scale: scale)
                    } else {
                        text.append(text: FixedDecimal(unscaled: value, scale: UInt8(scale)).description)
                    }
                }
            }
        }
    }

    @inline(__always)
    private func decimals<T: VectorElement & FixedWidthInteger>(
        _: T.Type,
        _ scale: Int,
        _ vector: ColumnVector,
        _ rows: [Int],
        _ cells: inout CellTexts
    ) throws(DuckDBError) {
        try fixed(T.self, vector, rows, &cells) { value, text in
            quoted(true, &text) { $0.append(decimal: Int64(value), scale: scale) }
        }
    }

    private func encodeMembers(_ vector: ColumnVector, _ rows: [Int], _ cells: inout CellTexts) throws(DuckDBError) {
        switch type.physicalType {
        case .uint8: try memberTexts(UInt8.self, vector, rows, &cells)
        case .uint16: try memberTexts(UInt16.self, vector, rows, &cells)
        default: try memberTexts(UInt32.self, vector, rows, &cells)
        }
    }

    @inline(__always)
    private func memberTexts<T: VectorElement & FixedWidthInteger>(
        _: T.Type,
        _ vector: ColumnVector,
        _ rows: [Int],
        _ cells: inout CellTexts
    ) throws(DuckDBError) {
        try fixed(T.self, vector, rows, &cells) { value, text in
            guard members.indices.contains(Int(value)) else { return false }
            text.append(members[Int(value)])
            return true
        }
    }

    /// In quotes, where a number is large, the format is JSON and that is asked for.
    @inline(__always)
    private func quoted(_ isLarge: Bool, _ text: inout TextBuffer, _ write: (inout TextBuffer) -> Void) -> Bool {
        let hasQuotes = isLarge && largeNumbersAsText && style.isJSON
        if hasQuotes { text.append(UInt8(ascii: "\"")) }
        write(&text)
        if hasQuotes { text.append(UInt8(ascii: "\"")) }
        return true
    }

    private func write(notFinite number: Double, to text: inout TextBuffer) {
        quote(&text)
        number.isNaN ? text.append("NaN") : number > 0 ? text.append("Infinity") : text.append("-Infinity")
        quote(&text)
    }

    /// A quotation mark, in JSON.
    @inline(__always)
    func quote(_ text: inout TextBuffer) {
        if style.isJSON { text.append(UInt8(ascii: "\"")) }
    }
}

extension CellEncoder {
    func encodeTexts(_ vector: ColumnVector, _ rows: [Int], _ cells: inout CellTexts) throws(DuckDBError) {
        switch (type, style) {
        case (.uuid, _):
            try fixed(Int128.self, vector, rows, &cells) { value, text in
                quote(&text)
                text.append(uuid: value)
                quote(&text)
                return true
            }
        case (.varchar, .json):
            try bytes(vector, rows, &cells) { $1.append(jsonString: $0) }
        case (.varchar, .csv(let delimiter)):
            try bytes(vector, rows, &cells) { $1.append(csvField: $0, delimiter: delimiter) }
        default:
            try bytes(vector, rows, &cells) { value, text in
                // Of no bytes there is no text, which without quotes would be NULL.
                if value.isEmpty { return text.append("\"\"") }
                quote(&text)
                text.append(value.withUnsafeBytes { [UInt8](Data($0).base64EncodedData()) })
                quote(&text)
            }
        }
    }

    func encodeTimes(_ vector: ColumnVector, _ rows: [Int], _ cells: inout CellTexts) throws(DuckDBError) {
        switch type {
        case .date:
            try times(Int32.self, vector, rows, &cells) { value, text in
                text.append(date: value)
                return true
            }
        case .time:
            try times(Int64.self, vector, rows, &cells) { value, text in
                0...86_400_000_000 ~= value && text.append(time: value * 1000)
            }
        case .timeNS: try times(Int64.self, vector, rows, &cells) { $1.append(time: $0) }
        case .timeTZ: try times(UInt64.self, vector, rows, &cells) { $1.append(zonedTime: $0) }
        case .timestamp(let unit):
            let perSecond = unit.ticksPerSecond
            try times(Int64.self, vector, rows, &cells) { $1.append(timestamp: $0, perSecond: perSecond) }
        default:
            try times(Int64.self, vector, rows, &cells) { value, text in
                guard text.append(timestamp: value, perSecond: 1_000_000) else { return false }
                if value != .max, value != -.max { text.append(UInt8(ascii: "Z")) }
                return true
            }
        }
    }

    /// The loop over times, in the quotes of JSON.
    @inline(__always)
    private func times<T: VectorElement>(
        _: T.Type,
        _ vector: ColumnVector,
        _ rows: [Int],
        _ cells: inout CellTexts,
        _ write: (T, inout TextBuffer) -> Bool
    ) throws(DuckDBError) {
        try fixed(T.self, vector, rows, &cells) { value, text in
            let start = text.count
            quote(&text)
            guard write(value, &text) else {
                text.truncate(to: start)
                return false
            }
            quote(&text)
            return true
        }
    }
}

extension Timestamp.Unit {
    var ticksPerSecond: Int64 {
        switch self {
        case .seconds: 1
        case .milliseconds: 1000
        case .microseconds: 1_000_000
        case .nanoseconds: 1_000_000_000
        }
    }
}
