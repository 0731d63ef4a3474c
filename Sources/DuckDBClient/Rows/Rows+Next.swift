extension Rows {
    /// The next row, or nil after the last.
    ///
    /// - Throws: The engine's error, when a stream fails between two chunks; `unsupportedType` for a type that the client does
    ///   not know; `serialization` or `outOfRange` for a damaged cell of a file.
    public mutating func next() throws(DuckDBError) -> Row? {
        try advance { position throws(DuckDBError) in
            var values: [Value] = []
            values.reserveCapacity(position.readers.count)
            for reader in position.readers { values.append(try reader.value(at: position.row)) }
            return Row(columns: position.columns, values: values)
        }
    }

    /// The next row as a `Decodable` type, or nil after the last.
    ///
    /// The type is keyed by column names, or a single value where there is one column.
    ///
    /// - Throws: `decoding` with column, row and both types; the engine's error.
    public mutating func next<T: Decodable>(
        _ type: T.Type,
        keys: ColumnKeys = .asNamed
    ) throws(DuckDBError) -> T? {
        decoder.use(keys)
        return try advance { [decoder] _ throws(DuckDBError) in try decoder.decode(type) }
    }

    /// The next row as a tuple, or nil after the last.
    ///
    /// It has as many types as there are columns, such as `(Int64, String?).self`.
    ///
    /// - Throws: `decoding` with column, row and both types, or when the numbers differ; the engine's error.
    public mutating func next<First: ValueConvertible, Second: ValueConvertible, each Other: ValueConvertible>(
        _ type: (First, Second, repeat each Other).Type
    ) throws(DuckDBError) -> (First, Second, repeat each Other)? {
        try advance { position throws(DuckDBError) in
            let reader = try TupleReader<First, Second, repeat each Other>(position)
            return (
                try reader.first.read(position.row), try reader.second.read(position.row),
                repeat try (each reader.others).read(position.row)
            )
        }
    }
}
