/// Whatever statements can be prepared on; the verbs to run them come with it.
///
/// | verb | gives |
/// |---|---|
/// | `execute` | the number of rows changed |
/// | `fetchAll` | an array of rows |
/// | `fetchOne` | the first row, or nil |
/// | `forEach` | one row after the other, to a closure |
/// | `query` | the rows, computed and held by the engine, to walk by hand |
/// | `stream` | the rows, computed while they are walked |
///
/// A row is a ``Row``, a `Decodable` type, or a tuple such as `(Int64, String?).self`.
public protocol SQLExecutor: ~Copyable {
    /// What preparing can throw.
    associatedtype Failure: Error

    /// Parses and plans a statement.
    ///
    /// - Throws: The engine's class, such as `parser`, `binder` or `catalog`.
    func prepare(_ sql: SQL) throws(Failure) -> Statement

    /// Runs a statement and returns its rows, computed and held by the engine, to walk one by one.
    ///
    /// - Throws: As ``prepare(_:)``; `parameters` when the values are not those of the statement; what running it fails
    ///   with; `connectionBusy` while a stream is open on the connection.
    func query(_ sql: SQL, _ parameters: Parameters) throws(Failure) -> Rows

    /// Starts a statement whose rows are computed as they are read.
    ///
    /// Until they are read or gone, the connection runs nothing else.
    ///
    /// - Throws: As `query`; reading the rows throws what fails later.
    func stream(_ sql: SQL, _ parameters: Parameters) throws(Failure) -> Rows

    /// An engine error as this executor throws it.
    static func failure(_ error: DuckDBError) -> Failure
}

extension SQLExecutor where Self: ~Copyable {
    /// Prepares the statement, then runs it, and returns its rows, computed and held by the engine.
    ///
    /// - Throws: The engine's class; `parameters` when the values are not those of the statement; `connectionBusy` while a
    ///   stream is open on the connection.
    public func query(_ sql: SQL, _ parameters: Parameters = .none) throws(Failure) -> Rows {
        let statement = try prepare(sql)
        do { return try statement.query(parameters) } catch { throw Self.failure(error) }
    }

    /// Prepares the statement, then starts it; its rows are computed as they are read.
    ///
    /// Until they are read or gone, the connection runs nothing else.
    ///
    /// - Throws: As `query`; reading the rows throws what fails later.
    public func stream(_ sql: SQL, _ parameters: Parameters = .none) throws(Failure) -> Rows {
        let statement = try prepare(sql)
        do { return try statement.stream(parameters) } catch { throw Self.failure(error) }
    }

    /// Runs a statement for its effect and returns how many rows it inserted, updated or deleted; 0 for all others.
    ///
    /// - Throws: As `query`.
    @discardableResult
    public func execute(_ sql: SQL, _ parameters: Parameters = .none) throws(Failure) -> Int {
        let rows = try query(sql, parameters)
        return rows.changedRows
    }

    private func reading<T>(
        _ sql: SQL,
        _ parameters: Parameters,
        _ read: (inout Rows) throws(DuckDBError) -> T
    ) throws(Failure) -> T {
        var rows = try query(sql, parameters)
        do { return try read(&rows) } catch { throw Self.failure(error) }
    }
}

// Rows

extension SQLExecutor where Self: ~Copyable {
    /// Runs a statement and returns all its rows, a ``Value`` for each cell.
    ///
    /// - Throws: As `query`.
    public func fetchAll(_ sql: SQL, _ parameters: Parameters = .none) throws(Failure) -> [Row] {
        try reading(sql, parameters) { rows throws(DuckDBError) in try rows.fetchAll() }
    }

    /// Runs a statement and returns its first row, or nil.
    ///
    /// The engine computes the others all the same: say `LIMIT 1` where that costs.
    ///
    /// - Throws: As `query`.
    public func fetchOne(_ sql: SQL, _ parameters: Parameters = .none) throws(Failure) -> Row? {
        try reading(sql, parameters) { rows throws(DuckDBError) in try rows.next() }
    }

    /// Runs a statement and hands its rows to `body` one after the other.
    ///
    /// The engine holds the result meanwhile; of one that is larger than memory, walk the rows of `stream`.
    ///
    /// - Throws: What `body` throws, and as `query`.
    public func forEach(_ sql: SQL, _ parameters: Parameters = .none, _ body: (Row) throws -> Void) throws {
        var rows = try query(sql, parameters)
        try rows.forEach(body)
    }
}

// Decodable types

extension SQLExecutor where Self: ~Copyable {
    /// Runs a statement and returns all its rows, decoded by column name.
    ///
    /// A type that is not keyed, such as `Int` or `String`, is read from rows of one column.
    ///
    /// - Throws: As `query`; `decoding` with the column, the row and both types when a row does not fit.
    public func fetchAll<T: Decodable>(
        _ type: T.Type,
        _ sql: SQL,
        _ parameters: Parameters = .none,
        keys: ColumnKeys = .asNamed
    ) throws(Failure) -> [T] {
        try reading(sql, parameters) { rows throws(DuckDBError) in try rows.fetchAll(type, keys: keys) }
    }

    /// Runs a statement and returns its first row decoded, or nil.
    ///
    /// - Throws: As ``fetchAll(_:_:_:keys:)``.
    public func fetchOne<T: Decodable>(
        _ type: T.Type,
        _ sql: SQL,
        _ parameters: Parameters = .none,
        keys: ColumnKeys = .asNamed
    ) throws(Failure) -> T? {
        try reading(sql, parameters) { rows throws(DuckDBError) in try rows.next(type, keys: keys) }
    }

    /// Runs a statement and hands its rows, decoded, to `body` one after the other.
    ///
    /// - Throws: What `body` throws, and as ``fetchAll(_:_:_:keys:)``.
    public func forEach<T: Decodable>(
        _ type: T.Type,
        _ sql: SQL,
        _ parameters: Parameters = .none,
        keys: ColumnKeys = .asNamed,
        _ body: (T) throws -> Void
    ) throws {
        var rows = try query(sql, parameters)
        try rows.forEach(type, keys: keys, body)
    }
}

// Tuples

extension SQLExecutor where Self: ~Copyable {
    /// Runs a statement and returns all its rows as tuples, columns from left to right.
    ///
    /// - Throws: As `query`; `decoding` with the column, the row and both types when a row does not fit.
    @inlinable
    public func fetchAll<First: ValueConvertible, Second: ValueConvertible, each Other: ValueConvertible>(
        _ type: (First, Second, repeat each Other).Type,
        _ sql: SQL,
        _ parameters: Parameters = .none
    ) throws(Failure) -> [(First, Second, repeat each Other)] {
        var rows = try query(sql, parameters)
        do { return try rows.fetchAll(type) } catch { throw Self.failure(error) }
    }

    /// Runs a statement and returns its first row as a tuple, or nil.
    ///
    /// - Throws: As ``fetchAll(_:_:_:)``.
    public func fetchOne<First: ValueConvertible, Second: ValueConvertible, each Other: ValueConvertible>(
        _ type: (First, Second, repeat each Other).Type,
        _ sql: SQL,
        _ parameters: Parameters = .none
    ) throws(Failure) -> (First, Second, repeat each Other)? {
        try reading(sql, parameters) { rows throws(DuckDBError) in try rows.next(type) }
    }

    /// Runs a statement and hands its rows to `body` one after the other, each column as an argument.
    ///
    /// `forEach` of the ``Rows`` that `query` returns takes about half of the time a row, for up to eight columns.
    ///
    /// - Throws: What `body` throws, and as ``fetchAll(_:_:_:)``.
    @inlinable
    public func forEach<First: ValueConvertible, Second: ValueConvertible, each Other: ValueConvertible>(
        _ type: (First, Second, repeat each Other).Type,
        _ sql: SQL,
        _ parameters: Parameters = .none,
        _ body: (First, Second, repeat each Other) throws -> Void
    ) throws {
        var rows = try query(sql, parameters)
        try rows.forEach(type, body)
    }
}
