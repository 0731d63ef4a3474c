/// How the engine stores the cells of a type in a vector.
public enum PhysicalType: Sendable, Hashable {
    /// A whole number of 8 bits with a sign.
    case int8
    /// A whole number of 16 bits with a sign.
    case int16
    /// A whole number of 32 bits with a sign.
    case int32
    /// A whole number of 64 bits with a sign.
    case int64
    /// A whole number of 128 bits with a sign.
    case int128
    /// A whole number of 8 bits.
    case uint8
    /// A whole number of 16 bits.
    case uint16
    /// A whole number of 32 bits.
    case uint32
    /// A whole number of 64 bits.
    case uint64
    /// A whole number of 128 bits.
    case uint128
    /// 32 bits, floating-point.
    case float
    /// 64 bits, floating-point.
    case double
    /// Months, days and microseconds.
    case interval
    /// Bytes of any length: VARCHAR, BLOB, and the engine's own form of BIT, BIGNUM and GEOMETRY.
    case bytes
    /// Offset and length in a child vector.
    case list
    /// One child vector a field.
    case structure
    /// A child vector of so many elements a row.
    case array
}

extension LogicalType {
    /// How the engine stores the type's cells: DATE as days in an `int32`, TIMESTAMP as ticks in an `int64`, a BOOLEAN as 0
    /// or 1 in a `uint8`, DECIMAL and ENUM in the narrowest integer that holds them; nil where this client does not say.
    public var physicalType: PhysicalType? {
        switch self {
        case .tinyint: .int8
        case .smallint: .int16
        case .integer, .date: .int32
        case .bigint, .time, .timeNS, .timestamp, .timestampTZ: .int64
        case .hugeint, .uuid: .int128
        case .boolean, .utinyint: .uint8
        case .usmallint: .uint16
        case .uinteger: .uint32
        case .ubigint, .timeTZ: .uint64
        case .uhugeint: .uint128
        case .float: .float
        case .double: .double
        case .decimal(let width, _): width <= 4 ? .int16 : width <= 9 ? .int32 : width <= 18 ? .int64 : .int128
        case .enumeration(let members): members.count <= 0xFF ? .uint8 : members.count <= 0xFFFF ? .uint16 : .uint32
        case .interval: .interval
        case .varchar, .blob, .bit, .bignum, .geometry: .bytes
        case .list, .map: .list
        case .structure, .union: .structure
        case .array: .array
        default: nil
        }
    }
}
