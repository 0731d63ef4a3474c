extension Statement {
    /// Runs the statement for its effect and returns how many rows it inserted, updated or deleted; 0 for a query, which is
    /// computed to its end too.
    ///
    /// - Throws: As ``query(_:)``.
    @discardableResult
    public func execute(_ parameters: Parameters = .none) throws(DuckDBError) -> Int {
        try run(parameters)
    }
}

// Rows

extension Statement {
    /// Runs the statement and returns all its rows.
    ///
    /// - Throws: As ``query(_:)``.
    public func fetchAll(_ parameters: Parameters = .none) throws(DuckDBError) -> [Row] {
        var rows = try query(parameters)
        return try rows.fetchAll()
    }

    /// Runs the statement and returns its first row, or nil.
    ///
    /// - Throws: As ``query(_:)``.
    public func fetchOne(_ parameters: Parameters = .none) throws(DuckDBError) -> Row? {
        var rows = try query(parameters)
        return try rows.next()
    }

    /// Runs the statement and hands its rows to `body` one after the other.
    ///
    /// - Throws: What `body` throws, and as ``query(_:)``.
    public func forEach(_ parameters: Parameters = .none, _ body: (Row) throws -> Void) throws {
        var rows = try query(parameters)
        try rows.forEach(body)
    }
}

// Decodable types

extension Statement {
    /// Runs the statement and returns all its rows, decoded by column name.
    ///
    /// - Throws: As ``query(_:)``; `decoding` with the column, the row and both types when a row does not fit.
    @inlinable
    public func fetchAll<T: Decodable>(
        _ type: T.Type,
        _ parameters: Parameters = .none,
        keys: ColumnKeys = .asNamed
    ) throws(DuckDBError) -> [T] {
        var rows = try query(parameters)
        return try rows.fetchAll(type, keys: keys)
    }

    /// Runs the statement and returns its first row decoded, or nil.
    ///
    /// - Throws: As ``fetchAll(_:_:keys:)``.
    public func fetchOne<T: Decodable>(
        _ type: T.Type,
        _ parameters: Parameters = .none,
        keys: ColumnKeys = .asNamed
    ) throws(DuckDBError) -> T? {
        var rows = try query(parameters)
        return try rows.next(type, keys: keys)
    }

    /// Runs the statement and hands its rows, decoded, to `body` one after the other.
    ///
    /// - Throws: What `body` throws, and as ``fetchAll(_:_:keys:)``.
    @inlinable
    public func forEach<T: Decodable>(
        _ type: T.Type,
        _ parameters: Parameters = .none,
        keys: ColumnKeys = .asNamed,
        _ body: (T) throws -> Void
    ) throws {
        var rows = try query(parameters)
        try rows.forEach(type, keys: keys, body)
    }
}

// Tuples

extension Statement {
    /// Runs the statement and returns all its rows as tuples, columns from left to right.
    ///
    /// - Throws: As ``query(_:)``; `decoding` with the column, the row and both types when a row does not fit.
    @inlinable
    public func fetchAll<First: ValueConvertible, Second: ValueConvertible, each Other: ValueConvertible>(
        _ type: (First, Second, repeat each Other).Type,
        _ parameters: Parameters = .none
    ) throws(DuckDBError) -> [(First, Second, repeat each Other)] {
        var rows = try query(parameters)
        return try rows.fetchAll(type)
    }

    /// Runs the statement and returns its first row as a tuple, or nil.
    ///
    /// - Throws: As ``fetchAll(_:_:)``.
    public func fetchOne<First: ValueConvertible, Second: ValueConvertible, each Other: ValueConvertible>(
        _ type: (First, Second, repeat each Other).Type,
        _ parameters: Parameters = .none
    ) throws(DuckDBError) -> (First, Second, repeat each Other)? {
        var rows = try query(parameters)
        return try rows.next(type)
    }

    /// Runs the statement and hands its rows to `body` one after the other, each column as an argument.
    ///
    /// - Throws: What `body` throws, and as ``fetchAll(_:_:)``.
    @inlinable
    public func forEach<First: ValueConvertible, Second: ValueConvertible, each Other: ValueConvertible>(
        _ type: (First, Second, repeat each Other).Type,
        _ parameters: Parameters = .none,
        _ body: (First, Second, repeat each Other) throws -> Void
    ) throws {
        var rows = try query(parameters)
        try rows.forEach(type, body)
    }
}
