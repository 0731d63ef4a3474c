/// An SQL type of the engine, as a value.
///
/// `description` is the type's SQL name, such as `DECIMAL(18,3)` or `STRUCT(id BIGINT, tags VARCHAR[])`.
public indirect enum LogicalType: Sendable, Hashable {
    /// A named part of a STRUCT or UNION.
    public struct Field: Sendable, Hashable {
        /// The field's name.
        public let name: String
        /// The field's type.
        public let type: LogicalType

        /// Makes a named part.
        public init(name: String, type: LogicalType) {
            self.name = name
            self.type = type
        }
    }

    /// BOOLEAN.
    case boolean
    /// TINYINT: 8 bits with a sign.
    case tinyint
    /// SMALLINT: 16 bits with a sign.
    case smallint
    /// INTEGER: 32 bits with a sign.
    case integer
    /// BIGINT: 64 bits with a sign.
    case bigint
    /// HUGEINT: 128 bits with a sign.
    case hugeint
    /// UTINYINT: 8 bits.
    case utinyint
    /// USMALLINT: 16 bits.
    case usmallint
    /// UINTEGER: 32 bits.
    case uinteger
    /// UBIGINT: 64 bits.
    case ubigint
    /// UHUGEINT: 128 bits.
    case uhugeint
    /// BIGNUM: a whole number of any size.
    case bignum
    /// FLOAT: 32 bits, floating-point.
    case float
    /// DOUBLE: 64 bits, floating-point.
    case double
    /// DECIMAL: digits in all, 1 to 38, and how many of them stand after the point.
    case decimal(width: UInt8, scale: UInt8)
    /// VARCHAR, and what is an alias of it, such as JSON.
    case varchar
    /// BLOB.
    case blob
    /// BIT.
    case bit
    /// UUID.
    case uuid
    /// DATE.
    case date
    /// TIME, in microseconds.
    case time
    /// TIME_NS, in nanoseconds.
    case timeNS
    /// TIME WITH TIME ZONE, in microseconds.
    case timeTZ
    /// TIMESTAMP, TIMESTAMP_S, TIMESTAMP_MS or TIMESTAMP_NS, by the length of a tick.
    case timestamp(Timestamp.Unit)
    /// TIMESTAMP WITH TIME ZONE, in microseconds.
    case timestampTZ
    /// INTERVAL.
    case interval
    /// ENUM, with its members.
    case enumeration([String])
    /// GEOMETRY, with the coordinate reference system that the column has, if any.
    case geometry(crs: String?)
    /// LIST of an element type.
    case list(LogicalType)
    /// ARRAY of an element type, of so many elements.
    case array(LogicalType, size: Int)
    /// STRUCT; the fields of a ROW have empty names.
    case structure([Field])
    /// MAP.
    case map(key: LogicalType, value: LogicalType)
    /// UNION, with its members.
    case union([Field])
    /// VARIANT: each value brings its own type.
    case variant
    /// The type of a bare `NULL`.
    case null
    /// A type that the C API has no name for, by the engine's number: one of a later engine, or one that values are not
    /// made of, such as an aggregate's state.
    ///
    /// Its values cannot be read: cast them in SQL, for example to VARCHAR.
    case unknown(Int)
}

extension LogicalType: CustomStringConvertible {
    /// The type's SQL name.
    public var description: String {
        switch self {
        case .boolean: "BOOLEAN"
        case .tinyint: "TINYINT"
        case .smallint: "SMALLINT"
        case .integer: "INTEGER"
        case .bigint: "BIGINT"
        case .hugeint: "HUGEINT"
        case .utinyint: "UTINYINT"
        case .usmallint: "USMALLINT"
        case .uinteger: "UINTEGER"
        case .ubigint: "UBIGINT"
        case .uhugeint: "UHUGEINT"
        case .bignum: "BIGNUM"
        case .float: "FLOAT"
        case .double: "DOUBLE"
        case .decimal(let width, let scale): "DECIMAL(\(width),\(scale))"
        case .varchar: "VARCHAR"
        case .blob: "BLOB"
        case .bit: "BIT"
        case .uuid: "UUID"
        case .date: "DATE"
        case .time: "TIME"
        case .timeNS: "TIME_NS"
        case .timeTZ: "TIME WITH TIME ZONE"
        case .timestamp(let unit): unit.sqlName
        case .timestampTZ: "TIMESTAMP WITH TIME ZONE"
        case .interval: "INTERVAL"
        case .enumeration(let members): "ENUM(\(members.map { SQL.literal($0).text }.joined(separator: ", ")))"
        case .geometry(let crs): crs.map { "GEOMETRY(\(SQL.literal($0).text))" } ?? "GEOMETRY"
        case .list(let element): "\(element)[]"
        case .array(let element, let size): "\(element)[\(size)]"
        case .structure(let fields): "STRUCT(\(Self.list(fields)))"
        case .map(let key, let value): "MAP(\(key), \(value))"
        case .union(let members): "UNION(\(Self.list(members)))"
        case .null: "\"NULL\""
        case .variant: "VARIANT"
        case .unknown(let id): "with the engine's number \(id)"
        }
    }

    private static func list(_ fields: [Field]) -> String {
        // The fields of a ROW have no names, and are written without.
        fields.map { $0.name.isEmpty ? "\($0.type)" : "\(SQL.identifier($0.name)) \($0.type)" }.joined(separator: ", ")
    }
}
