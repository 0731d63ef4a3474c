/// Name and type of a column.
public struct Column: Sendable, Hashable {
    /// The column's name, as the statement gives it.
    public let name: String
    /// The column's SQL type.
    public let type: LogicalType

    /// Makes a column, for a table function to have.
    public init(name: String, type: LogicalType) {
        self.name = name
        self.type = type
    }
}
