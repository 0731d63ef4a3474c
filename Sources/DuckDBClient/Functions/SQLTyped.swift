#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

/// A Swift type that stands for one SQL type, so that a function's signature can be read off a closure.
///
/// The whole numbers, `Double`, `Float`, `Bool`, `String`, `[UInt8]`, Foundation's `Data`, `Date` and `UUID`, this client's
/// own types but ``FixedDecimal``, whose digits a signature does not say, and optionals, arrays and dictionaries of all these
/// are. An enumeration with such a raw value needs only the conformance; a type of your own says what it is:
///
/// ```swift
/// struct Point: SQLTyped {
///     static let sqlType = LogicalType.structure([.init(name: "x", type: .double), .init(name: "y", type: .double)])
///     …
/// }
/// ```
public protocol SQLTyped: ValueConvertible, SendableMetatype {
    /// The SQL type of the values.
    static var sqlType: LogicalType { get }
}

extension SQLTyped {
    /// Whether NULL is a value of this type, as it is of optionals.
    @usableFromInline static var takesNull: Bool { (try? Self(sqlValue: .null)) != nil }
}

extension SQLTyped where Self: RawRepresentable, RawValue: SQLTyped {
    /// The raw value's.
    public static var sqlType: LogicalType { RawValue.sqlType }
}

extension Optional: SQLTyped where Wrapped: SQLTyped {
    /// The wrapped type's.
    public static var sqlType: LogicalType { Wrapped.sqlType }
}

extension Array: SQLTyped where Element: SQLTyped {
    /// LIST; BLOB for an array of `UInt8`.
    public static var sqlType: LogicalType { Element.self == UInt8.self ? .blob : .list(Element.sqlType) }
}

extension Dictionary: SQLTyped where Key: SQLTyped, Value: SQLTyped {
    /// MAP.
    public static var sqlType: LogicalType { .map(key: Key.sqlType, value: Value.sqlType) }
}

extension Bool: SQLTyped {
    /// BOOLEAN.
    public static var sqlType: LogicalType { .boolean }
}

extension Int8: SQLTyped {
    /// TINYINT.
    public static var sqlType: LogicalType { .tinyint }
}

extension Int16: SQLTyped {
    /// SMALLINT.
    public static var sqlType: LogicalType { .smallint }
}

extension Int32: SQLTyped {
    /// INTEGER.
    public static var sqlType: LogicalType { .integer }
}

extension Int64: SQLTyped {
    /// BIGINT.
    public static var sqlType: LogicalType { .bigint }
}

extension Int: SQLTyped {
    /// BIGINT.
    public static var sqlType: LogicalType { .bigint }
}

extension Int128: SQLTyped {
    /// HUGEINT.
    public static var sqlType: LogicalType { .hugeint }
}

extension UInt8: SQLTyped {
    /// UTINYINT.
    public static var sqlType: LogicalType { .utinyint }
}

extension UInt16: SQLTyped {
    /// USMALLINT.
    public static var sqlType: LogicalType { .usmallint }
}

extension UInt32: SQLTyped {
    /// UINTEGER.
    public static var sqlType: LogicalType { .uinteger }
}

extension UInt64: SQLTyped {
    /// UBIGINT.
    public static var sqlType: LogicalType { .ubigint }
}

extension UInt: SQLTyped {
    /// UBIGINT.
    public static var sqlType: LogicalType { .ubigint }
}

extension UInt128: SQLTyped {
    /// UHUGEINT.
    public static var sqlType: LogicalType { .uhugeint }
}

extension Float: SQLTyped {
    /// FLOAT.
    public static var sqlType: LogicalType { .float }
}

extension Double: SQLTyped {
    /// DOUBLE.
    public static var sqlType: LogicalType { .double }
}

extension String: SQLTyped {
    /// VARCHAR.
    public static var sqlType: LogicalType { .varchar }
}

extension Data: SQLTyped {
    /// BLOB.
    public static var sqlType: LogicalType { .blob }
}

extension UUID: SQLTyped {
    /// UUID.
    public static var sqlType: LogicalType { .uuid }
}

extension Date: SQLTyped {
    /// TIMESTAMP WITH TIME ZONE.
    public static var sqlType: LogicalType { .timestampTZ }
}

extension Timestamp: SQLTyped {
    /// TIMESTAMP, in microseconds.
    public static var sqlType: LogicalType { .timestamp(.microseconds) }
}

extension CalendarDate: SQLTyped {
    /// DATE.
    public static var sqlType: LogicalType { .date }
}

extension TimeOfDay: SQLTyped {
    /// TIME, in microseconds.
    public static var sqlType: LogicalType { .time }
}

extension CalendarInterval: SQLTyped {
    /// INTERVAL.
    public static var sqlType: LogicalType { .interval }
}

extension BigInteger: SQLTyped {
    /// BIGNUM.
    public static var sqlType: LogicalType { .bignum }
}

extension BitString: SQLTyped {
    /// BIT.
    public static var sqlType: LogicalType { .bit }
}

extension Geometry: SQLTyped {
    /// GEOMETRY, without a coordinate reference system.
    public static var sqlType: LogicalType { .geometry(crs: nil) }
}
