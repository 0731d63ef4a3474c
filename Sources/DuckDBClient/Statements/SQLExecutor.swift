/// Whatever statements can be prepared on; the verbs to run them come with it.
///
/// The verbs differ in what they return: `execute` the rows changed, `fetchAll` an array, `fetchOne` the first row,
/// `forEach` one row after the other, `query` the rows to walk by hand.
public protocol SQLExecutor: ~Copyable {
    /// What preparing can throw.
    associatedtype Failure: Error

    /// Parses and plans a statement.
    func prepare(_ sql: String) throws(Failure) -> Statement

    /// Runs a statement and returns its rows to walk one by one.
    func query(_ sql: String, _ parameters: Parameters) throws(Failure) -> Rows

    /// An engine error as this executor throws it.
    static func failure(_ error: DuckDBError) -> Failure
}

extension SQLExecutor where Self: ~Copyable {
    /// Runs a statement without parameters and returns its rows to walk one by one.
    public func query(_ sql: String) throws(Failure) -> Rows {
        try query(sql, .none)
    }

    /// Prepares the statement, then runs it.
    public func query(_ sql: String, _ parameters: Parameters) throws(Failure) -> Rows {
        let statement = try prepare(sql)
        do { return try statement.query(parameters) } catch { throw Self.failure(error) }
    }

    /// Runs a statement for its effect and returns how many rows it inserted, updated or deleted.
    @discardableResult
    public func execute(_ sql: String, _ parameters: Parameters = .none) throws(Failure) -> Int {
        let rows = try query(sql, parameters)
        return rows.changedRows
    }

    /// Runs a statement and returns all its rows.
    public func fetchAll(_ sql: String, _ parameters: Parameters = .none) throws(Failure) -> [Row] {
        try collect(sql, parameters) { row throws(DuckDBError) in row }
    }

    /// Runs a statement and returns all its rows, decoded by column name.
    ///
    /// - Throws: `decoding` with the column and both types when a row does not fit.
    public func fetchAll<T: Decodable>(
        _ type: T.Type,
        _ sql: String,
        _ parameters: Parameters = .none
    ) throws(Failure) -> [T] {
        try collect(sql, parameters) { row throws(DuckDBError) in try row.decode(type) }
    }

    private func collect<T>(
        _ sql: String,
        _ parameters: Parameters,
        _ transform: (Row) throws(DuckDBError) -> T
    ) throws(Failure) -> [T] {
        var rows = try query(sql, parameters)
        do throws(DuckDBError) {
            var collected: [T] = []
            while let row = try rows.next() { collected.append(try transform(row)) }
            return collected
        } catch { throw Self.failure(error) }
    }

    /// Runs a statement and returns its first row, or nil.
    public func fetchOne(_ sql: String, _ parameters: Parameters = .none) throws(Failure) -> Row? {
        var rows = try query(sql, parameters)
        do { return try rows.next() } catch { throw Self.failure(error) }
    }

    /// Runs a statement and returns its first row decoded, or nil.
    public func fetchOne<T: Decodable>(
        _ type: T.Type,
        _ sql: String,
        _ parameters: Parameters = .none
    ) throws(Failure) -> T? {
        guard let row = try fetchOne(sql, parameters) else { return nil }
        do { return try row.decode(type) } catch { throw Self.failure(error) }
    }

    /// Runs a statement and hands its rows to `body` one after the other.
    public func forEach(_ sql: String, _ parameters: Parameters = .none, _ body: (Row) throws -> Void) throws {
        var rows = try query(sql, parameters)
        while let row = try rows.next() { try body(row) }
    }
}
