/// Name and type of a result column.
public struct Column: Sendable, Hashable {
    /// The column's name, as the statement gives it.
    public let name: String
    /// The column's SQL type.
    public let type: LogicalType
}
