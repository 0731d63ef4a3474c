/// One row of a result, independent of the engine.
public struct Row: Sendable, Hashable {
    /// The result's columns.
    public let columns: Columns
    /// The values, one a column.
    public let values: [Value]

    /// The value of the column at this position, which there has to be.
    public subscript(position: Int) -> Value { values[position] }

    /// The value of the first column of this name; nil where there is no such column.
    public subscript(name: String) -> Value? { columns.index(ofColumn: name).map { values[$0] } }
}

extension Row: CustomStringConvertible {
    /// Each column's name with its value, such as `id: integer(1), name: text("Ada")`: data, and so nothing for a log.
    public var description: String {
        zip(columns, values).map { "\($0.name): \($1)" }.joined(separator: ", ")
    }
}
