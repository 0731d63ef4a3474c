/// One row of a result, independent of the engine.
public struct Row: Sendable, Hashable {
    /// The result's columns.
    public let columns: Columns
    /// The values, one a column.
    public let values: [Value]

    /// The value of the column at this position.
    public subscript(position: Int) -> Value { values[position] }

    /// The value of the first column of this name; nil where there is no such column.
    public subscript(name: String) -> Value? { columns.index(ofColumn: name).map { values[$0] } }

    /// The row as a `Decodable` type, keys being column names.
    ///
    /// A type that is not keyed, such as `Int64` or `String`, is read from a row of one column.
    ///
    /// - Throws: `decoding` with the column, its SQL type and the Swift type.
    public func decode<T: Decodable>(_ type: T.Type = T.self) throws(DuckDBError) -> T {
        do {
            return try RowDecoder(row: self).decode(type)
        } catch let error as DuckDBError {
            throw error
        } catch {
            throw DuckDBError(code: .decoding, message: ValueDecoder.text(of: error, columns: columns))
        }
    }
}
