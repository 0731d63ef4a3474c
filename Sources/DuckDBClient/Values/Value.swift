#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

/// One SQL value, of whatever type, as read from a row or bound to a parameter.
///
/// Reading never loses anything: integers of up to 64 bits come as `integer`, unsigned ones beyond `Int64.max` and
/// HUGEINT as `hugeInteger`, DECIMAL stays exact, nested values stay nested. ENUM reads as `text`.
///
/// Binding takes the type from the value: each case says which. A text is cast to ENUM, an integer to
/// the narrower types, where the statement asks for them.
public enum Value: Sendable, Hashable {
    /// NULL, of any type.
    case null
    /// BOOLEAN.
    case boolean(Bool)
    /// TINYINT, SMALLINT, INTEGER, BIGINT, their unsigned kinds, UBIGINT as far as it fits; bound as BIGINT.
    case integer(Int64)
    // Boxed, here and below: rare, and 16 bytes with an alignment of 16 would double the size of every other value.
    /// HUGEINT, and UBIGINT beyond `Int64.max`.
    indirect case hugeInteger(Int128)
    /// UHUGEINT.
    indirect case unsignedHugeInteger(UInt128)
    /// BIGNUM: a whole number of any size.
    case bigInteger(BigInteger)
    /// FLOAT.
    case float(Float)
    /// DOUBLE.
    case double(Double)
    /// DECIMAL.
    indirect case decimal(FixedDecimal)
    /// VARCHAR and ENUM; bound as VARCHAR.
    case text(String)
    /// BLOB.
    case blob([UInt8])
    /// BIT.
    case bits(BitString)
    /// UUID.
    case uuid(UUID)
    /// DATE.
    case date(CalendarDate)
    /// TIME, TIME_NS and TIME WITH TIME ZONE.
    case time(TimeOfDay)
    /// TIMESTAMP, TIMESTAMP_S, TIMESTAMP_MS, TIMESTAMP_NS and TIMESTAMP WITH TIME ZONE.
    case timestamp(Timestamp)
    /// INTERVAL.
    case interval(CalendarInterval)
    /// GEOMETRY.
    case geometry(Geometry)
    /// LIST: any number of values of one type, NULL among them.
    case list([Value])
    /// ARRAY: as many values of one type as the column's type says, at least one and at most 99,999.
    case array([Value])
    /// STRUCT; the fields of a ROW have empty names.
    case structure([StructField])
    /// MAP, its entries in the engine's order.
    case map([MapEntry])
    /// UNION: the name of the member that is set, and its value, which can be NULL.
    ///
    /// Bound as a UNION of that one member, which the engine casts to any UNION that has it too.
    indirect case union(member: String, value: Value)
    /// VARIANT: a value that brings its own type, which differs from row to row.
    ///
    /// Within it objects are `structure`, arrays `list`, of values of any type beside each other, and nothing is a
    /// `variant` again. SQL's NULL is `null`, not a VARIANT of it. An object without fields can be read, not bound: the engine
    /// has no STRUCT without fields.
    indirect case variant(Value)

    /// Whether this is SQL's NULL.
    public var isNull: Bool { if case .null = self { true } else { false } }

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
