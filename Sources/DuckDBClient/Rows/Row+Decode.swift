extension Row {
    /// The row as a `Decodable` type, keys being column names.
    ///
    /// A type that is not keyed, such as `Int64` or `String`, is read from a row of one column.
    ///
    /// - Throws: `decoding` with the column, its SQL type and the Swift type.
    public func decode<T: Decodable>(_ type: T.Type = T.self, keys: ColumnKeys = .asNamed) throws(DuckDBError) -> T {
        try RowDecoder(row: self, keys: keys).decode(type)
    }

    /// The row as a tuple: `row.decode((Int64, String, Date?).self)`.
    ///
    /// It has as many types as the row has columns.
    ///
    /// - Throws: `decoding` with the column, its SQL type and the Swift type, or when the numbers differ.
    public func decode<First: ValueConvertible, Second: ValueConvertible, each Other: ValueConvertible>(
        _ type: (First, Second, repeat each Other).Type
    ) throws(DuckDBError) -> (First, Second, repeat each Other) {
        try checkTuple(of: 2 + packCount(repeat (each Other).self), columns: values.count)
        var position = 0
        func next<T: ValueConvertible>(_ type: T.Type) throws(DuckDBError) -> T {
            defer { position += 1 }
            return try value(at: position, as: type)
        }
        return (try next(First.self), try next(Second.self), repeat try next((each Other).self))
    }

    func value<T: ValueConvertible>(at position: Int, as type: T.Type) throws(DuckDBError) -> T {
        do throws(DuckDBError) {
            return try T(reading: values[position])
        } catch {
            throw error.reading(type, from: columns[position].name, columns[position].type, row: nil)
        }
    }
}
