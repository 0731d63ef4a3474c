#if canImport(FoundationEssentials)
internal import FoundationEssentials
#else
internal import Foundation
#endif

/// The scalars in the data of a VARIANT, read from a place on.
struct VariantBytes {
    let data: [UInt8]
    var position: Int

    /// An unsigned number in groups of seven bits, the lowest first; the highest bit of a byte says that more follow.
    ///
    /// - Throws: `serialization` for one of more than 32 bits.
    mutating func length() throws(DuckDBError) -> Int {
        var length = 0
        for shift in stride(from: 0, to: 35, by: 7) {
            let byte = try number(UInt8.self)
            length |= Int(byte & 0x7F) << shift
            if byte & 0x80 == 0 { return length }
        }
        throw VariantDecoder.malformed("a length has no end")
    }

    mutating func scalar(kind: UInt8) throws(DuckDBError) -> Value {
        switch kind {
        case 0: return .null
        case 1: return .boolean(true)
        case 2: return .boolean(false)
        case 3: return .integer(Int64(try number(Int8.self)))
        case 4: return .integer(Int64(try number(Int16.self)))
        case 5: return .integer(Int64(try number(Int32.self)))
        case 6: return .integer(try number(Int64.self))
        case 7: return .hugeInteger(try number(Int128.self))
        case 8: return .integer(Int64(try number(UInt8.self)))
        case 9: return .integer(Int64(try number(UInt16.self)))
        case 10: return .integer(Int64(try number(UInt32.self)))
        case 11: return Value(unsigned: try number(UInt64.self))
        case 12: return .unsignedHugeInteger(try number(UInt128.self))
        case 13: return .float(Float(bitPattern: try number(UInt32.self)))
        case 14: return .double(Double(bitPattern: try number(UInt64.self)))
        case 15: return .decimal(try decimal())
        case 16: return .text(String(decoding: try bytes(), as: UTF8.self))
        case 17: return .blob(try bytes())
        case 18: return .uuid(UUID(bits: try number(UInt128.self) ^ (1 << 127)))
        case 19...27: return try time(kind: kind)
        case 28:
            let (months, days) = (try number(Int32.self), try number(Int32.self))
            return .interval(CalendarInterval(months: months, days: days, microseconds: try number(Int64.self)))
        case 31: return .bigInteger(try BigInteger(engineBytes: try bytes()))
        case 32: return .bits(try BitString(engineBytes: try bytes()))
        case 33: return .geometry(Geometry(wkb: try bytes()))
        default:
            throw DuckDBError(
                code: .unsupportedType,
                message: "A VARIANT holds a value of the engine's kind \(kind), which this client does not know."
            )
        }
    }

    private mutating func time(kind: UInt8) throws(DuckDBError) -> Value {
        switch kind {
        case 19: return .date(CalendarDate(daysSinceEpoch: try number(Int32.self)))
        case 20: return .time(try TimeOfDay(microseconds: try number(Int64.self)))
        case 21: return .time(TimeOfDay(nanoseconds: try number(Int64.self), hasNanoseconds: true))
        case 22: return .timestamp(Timestamp(ticks: try number(Int64.self), unit: .seconds))
        case 23: return .timestamp(Timestamp(ticks: try number(Int64.self), unit: .milliseconds))
        case 24: return .timestamp(Timestamp(ticks: try number(Int64.self)))
        case 25: return .timestamp(Timestamp(ticks: try number(Int64.self), unit: .nanoseconds))
        case 26: return .time(TimeOfDay(engineBits: try number(UInt64.self)))
        default: return .timestamp(Timestamp(ticks: try number(Int64.self), isUTC: true))
        }
    }

    /// Width and scale, then the digits in as many bits as the width needs.
    private mutating func decimal() throws(DuckDBError) -> FixedDecimal {
        let (width, scale) = (try length(), try length())
        guard 1...38 ~= width, scale <= width else {
            throw VariantDecoder.malformed("there is no DECIMAL(\(width),\(scale))")
        }
        let unscaled: Int128 =
            switch width {
            case ...4: Int128(try number(Int16.self))
            case ...9: Int128(try number(Int32.self))
            case ...18: Int128(try number(Int64.self))
            default: try number(Int128.self)
            }
        return FixedDecimal(unscaled: unscaled, scale: UInt8(scale))
    }

    private mutating func bytes() throws(DuckDBError) -> [UInt8] {
        let count = try length()
        return Array(try take(count))
    }

    private mutating func number<T: FixedWidthInteger>(_: T.Type) throws(DuckDBError) -> T {
        try take(MemoryLayout<T>.size).reversed().reduce(0) { $0 << 8 | T(truncatingIfNeeded: $1) }
    }

    private mutating func take(_ count: Int) throws(DuckDBError) -> ArraySlice<UInt8> {
        guard 0...data.count ~= position, count <= data.count - position else {
            throw VariantDecoder.malformed("its data ends early")
        }
        defer { position += count }
        return data[position..<position + count]
    }
}
