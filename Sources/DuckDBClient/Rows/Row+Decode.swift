extension Row {
    /// The row as a `Decodable` type, keys being column names.
    ///
    /// A type that is not keyed, such as `Int64` or `String`, is read from a row of one column.
    ///
    /// - Parameters:
    ///   - type: The type.
    ///   - keys: How the type's keys are found among the columns.
    /// - Throws: `decoding` with the column, its SQL type and the Swift type.
    public func decode<T: Decodable>(_ type: T.Type = T.self, keys: ColumnKeys = .asNamed) throws(DuckDBError) -> T {
        let decoder = RowDecoder(self)
        decoder.use(keys)
        return try decoder.decode(type)
    }

    /// The row as a tuple: `row.decode((Int64, String, Date?).self)`.
    ///
    /// - Parameter type: As many types as the row has columns.
    /// - Throws: `decoding` with the column, its SQL type and the Swift type, or when the numbers differ.
    public func decode<First: ValueConvertible, Second: ValueConvertible, each Other: ValueConvertible>(
        _ type: (First, Second, repeat each Other).Type
    ) throws(DuckDBError) -> (First, Second, repeat each Other) {
        var position = 0
        func next<T: ValueConvertible>(_ type: T.Type) throws(DuckDBError) -> T {
            defer { position += 1 }
            guard position < values.count else { return try T(sqlValue: .null) }
            return try value(at: position, as: type)
        }
        let count = 2 + Self.count(repeat (each Other).self)
        guard count == values.count else {
            throw DuckDBError(
                code: .decoding,
                message:
                    "The row has \(values.count) columns, the tuple \(count). Give the tuple one type for each column."
            )
        }
        return (try next(First.self), try next(Second.self), repeat try next((each Other).self))
    }

    private static func count<each T>(_ types: repeat (each T).Type) -> Int {
        var count = 0
        for _ in repeat each types { count += 1 }
        return count
    }

    func value<T: ValueConvertible>(at position: Int, as type: T.Type) throws(DuckDBError) -> T {
        do throws(DuckDBError) {
            return try T(reading: values[position])
        } catch {
            throw error.reading(type, from: columns[position].name, columns[position].type, row: nil)
        }
    }
}
