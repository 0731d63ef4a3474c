#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

/// One SQL value, of whatever type, as read from a row or bound to a parameter.
///
/// Reading never loses anything: integers of up to 64 bits come as `integer`, unsigned ones beyond `Int64.max` and
/// HUGEINT as `hugeInteger`, DECIMAL stays exact, nested values stay nested. ENUM reads as `text`; ARRAY as `list`;
/// UNION as a structure of the one member that is set.
public enum Value: Sendable, Hashable {
    case null
    case boolean(Bool)
    case integer(Int64)
    // Boxed: rare, and 16 bytes with an alignment of 16 would double the size of every other value.
    indirect case hugeInteger(Int128)
    indirect case unsignedHugeInteger(UInt128)
    case float(Float)
    case double(Double)
    indirect case decimal(FixedDecimal)
    case text(String)
    case blob([UInt8])
    case uuid(UUID)
    case date(CalendarDate)
    case time(TimeOfDay)
    case timestamp(Timestamp)
    case interval(CalendarInterval)
    case list([Value])
    case structure([StructField])
    case map([MapEntry])

    /// Whether this is SQL's NULL.
    public var isNull: Bool { self == .null }

    init(unsigned value: UInt64) {
        self = Int64(exactly: value).map(Value.integer) ?? .hugeInteger(Int128(value))
    }
}

extension Value: ExpressibleByNilLiteral, ExpressibleByBooleanLiteral, ExpressibleByIntegerLiteral,
    ExpressibleByFloatLiteral, ExpressibleByStringLiteral, ExpressibleByArrayLiteral
{
    /// NULL.
    public init(nilLiteral: ()) { self = .null }
    /// A BOOLEAN.
    public init(booleanLiteral value: Bool) { self = .boolean(value) }
    /// A BIGINT.
    public init(integerLiteral value: Int64) { self = .integer(value) }
    /// A DOUBLE.
    public init(floatLiteral value: Double) { self = .double(value) }
    /// A VARCHAR.
    public init(stringLiteral value: String) { self = .text(value) }
    /// A LIST.
    public init(arrayLiteral elements: Value...) { self = .list(elements) }
}
