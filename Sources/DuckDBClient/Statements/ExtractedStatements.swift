/// The statements of a script, parsed together and prepared one after the other.
///
/// ```swift
/// var script = try connection.extractStatements("CREATE TABLE t (i INTEGER); INSERT INTO t VALUES (1);")
/// while let statement = try script.next() { _ = try statement.query() }
/// ```
public struct ExtractedStatements: ~Copyable {
    private let handle: ExtractedStatementsHandle
    private let sql: SQL
    private var position = 0

    init(connection: ConnectionHandle, sql: SQL) throws(DuckDBError) {
        try Statement.check(sql.text)
        guard sql.values.isEmpty else {
            throw DuckDBError(
                code: .parameters,
                message:
                    "A script takes no interpolated values: which of its statements a value belongs to is not known. "
                    + "Write $name and bind each statement's own."
            )
        }
        handle = try ExtractedStatementsHandle(connection: connection, sql: sql.text)
        self.sql = sql
    }

    /// How many statements the script has, empty ones left out.
    public var count: Int { handle.count }

    /// Prepares the next statement; nil after the last.
    ///
    /// A statement may need what those before it do, so run each before you ask for the next. One that fails is passed
    /// over.
    ///
    /// - Throws: The engine's class. Errors of the first statement have the script as `sql`; those of later ones, prepared or
    ///   run, have neither it nor a position, since the engine's excerpt then points at the wrong place.
    public mutating func next() throws(DuckDBError) -> Statement? {
        guard position < count else { return nil }
        defer { position += 1 }
        return Statement(try handle.prepare(at: position), sql: sql)
    }
}

extension Connection {
    /// Splits a script into its statements.
    ///
    /// - Throws: `parser` when any of them cannot be parsed; `parameters` when values were interpolated.
    public func extractStatements(_ script: SQL) throws(DuckDBError) -> ExtractedStatements {
        try ExtractedStatements(connection: handle, sql: script)
    }

    /// The tables that a query names, in alphabetical order, whether they exist or not.
    ///
    /// - Parameters:
    ///   - sql: One query.
    ///   - qualified: Whether the names come with schema and catalog, quoted where needed, as the query has them.
    /// - Returns: The names; nil where the engine cannot tell: of anything but a single query, such as `INSERT`, of a query
    ///   with a table function or `JOIN … USING`.
    /// - Throws: `parser` when the text cannot be parsed.
    public func tableNames(in sql: SQL, qualified: Bool = false) throws(DuckDBError) -> [String]? {
        try Statement.check(sql.text)
        if let names = try handle.tableNames(in: sql.text, qualified: qualified) { return names.sorted() }
        // The engine gives no reason. A text that does not parse is one worth telling.
        _ = try extractStatements(SQL(unsafe: sql.text))
        return nil
    }
}
