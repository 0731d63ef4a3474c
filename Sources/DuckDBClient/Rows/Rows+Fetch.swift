extension Rows {
    /// All the rows that are left, a ``Value`` for each cell; tuples and `Decodable` types cost less.
    ///
    /// - Throws: As ``next()``.
    public mutating func fetchAll() throws(DuckDBError) -> [Row] {
        var rows: [Row] = []
        rows.reserveCapacity(expectedCount)
        while let row = try next() { rows.append(row) }
        return rows
    }

    /// All the rows that are left, as a `Decodable` type.
    ///
    /// - Throws: As ``next(_:keys:)``.
    @inlinable
    public mutating func fetchAll<T: Decodable>(
        _ type: T.Type,
        keys: ColumnKeys = .asNamed
    ) throws(DuckDBError) -> [T] {
        var rows: [T] = []
        rows.reserveCapacity(expectedCount)
        decoder.use(keys)
        while let block = try rowsOfChunk() {
            for row in block {
                position.row = row
                defer { position.row = row + 1 }
                rows.append(try decoder.decode(type))
            }
        }
        return rows
    }

    /// All the rows that are left, as tuples.
    ///
    /// - Throws: As ``next(_:)``.
    @inlinable
    public mutating func fetchAll<First: ValueConvertible, Second: ValueConvertible, each Other: ValueConvertible>(
        _ type: (First, Second, repeat each Other).Type
    ) throws(DuckDBError) -> [(First, Second, repeat each Other)] {
        var rows: [(First, Second, repeat each Other)] = []
        rows.reserveCapacity(expectedCount)
        while let block = try rowsOfChunk() {
            let reader = try TupleReader<First, Second, repeat each Other>(position)
            for row in block {
                position.row = row + 1
                rows.append(
                    (try reader.first.read(row), try reader.second.read(row), repeat try (each reader.others).read(row))
                )
            }
        }
        return rows
    }

    /// Hands the rows that are left to `body`, one after the other.
    ///
    /// - Throws: What `body` throws, and as ``next()``.
    public mutating func forEach(_ body: (Row) throws -> Void) throws {
        while let row = try next() { try body(row) }
    }

    /// Hands the rows that are left to `body`, one after the other, as a `Decodable` type.
    ///
    /// - Throws: What `body` throws, and as ``next(_:keys:)``.
    @inlinable
    public mutating func forEach<T: Decodable>(
        _ type: T.Type,
        keys: ColumnKeys = .asNamed,
        _ body: (T) throws -> Void
    ) throws {
        decoder.use(keys)
        while let block = try rowsOfChunk() {
            for row in block {
                position.row = row
                defer { position.row = row + 1 }
                try body(decoder.decode(type))
            }
        }
    }

    /// Hands the rows that are left to `body`, one after the other, each column as an argument.
    ///
    /// The fastest way to read row by row: `try rows.forEach((Int64, String?).self) { id, name in … }`.
    ///
    /// - Throws: What `body` throws, and as ``next(_:)``.
    @inlinable
    public mutating func forEach<First: ValueConvertible, Second: ValueConvertible, each Other: ValueConvertible>(
        _ type: (First, Second, repeat each Other).Type,
        _ body: (First, Second, repeat each Other) throws -> Void
    ) throws {
        while let block = try rowsOfChunk() {
            let reader = try TupleReader<First, Second, repeat each Other>(position)
            for row in block {
                position.row = row + 1
                try body(
                    try reader.first.read(row),
                    try reader.second.read(row),
                    repeat try (each reader.others).read(row)
                )
            }
        }
    }
}
