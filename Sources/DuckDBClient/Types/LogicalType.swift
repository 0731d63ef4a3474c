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

    case boolean
    case tinyint, smallint, integer, bigint, hugeint
    case utinyint, usmallint, uinteger, ubigint, uhugeint
    case float, double
    case decimal(width: UInt8, scale: UInt8)
    case varchar, blob, uuid
    case date, time, timeNS, timeTZ
    case timestamp(Timestamp.Unit)
    case timestampTZ
    case interval
    case enumeration([String])
    case list(LogicalType)
    case array(LogicalType, size: Int)
    case structure([Field])
    case map(key: LogicalType, value: LogicalType)
    case union([Field])
    /// The type of a bare `NULL`.
    case null
    /// A type this client does not read yet, by its name; cast it in SQL, for example to VARCHAR.
    case unsupported(String)
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
        case .float: "FLOAT"
        case .double: "DOUBLE"
        case .decimal(let width, let scale): "DECIMAL(\(width),\(scale))"
        case .varchar: "VARCHAR"
        case .blob: "BLOB"
        case .uuid: "UUID"
        case .date: "DATE"
        case .time: "TIME"
        case .timeNS: "TIME_NS"
        case .timeTZ: "TIME WITH TIME ZONE"
        case .timestamp(let unit): unit.sqlName
        case .timestampTZ: "TIMESTAMP WITH TIME ZONE"
        case .interval: "INTERVAL"
        case .enumeration(let members): "ENUM(\(members.map { SQL.literal($0).text }.joined(separator: ", ")))"
        case .list(let element): "\(element)[]"
        case .array(let element, let size): "\(element)[\(size)]"
        case .structure(let fields): "STRUCT(\(Self.list(fields)))"
        case .map(let key, let value): "MAP(\(key), \(value))"
        case .union(let members): "UNION(\(Self.list(members)))"
        case .null: "\"NULL\""
        case .unsupported(let name): name
        }
    }

    private static func list(_ fields: [Field]) -> String {
        fields.map { "\(SQL.identifier($0.name)) \($0.type)" }.joined(separator: ", ")
    }
}
