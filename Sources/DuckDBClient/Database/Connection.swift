/// One connection to a database: its own transaction, temporary objects, variables and settings.
///
/// It belongs to one thread, cannot be copied, and closes when it goes out of scope; an open transaction is rolled back.
public struct Connection: ~Copyable {
    /// Cancels what runs on this connection.
    package let interruption: Interruption
    let handle: ConnectionHandle

    init(database: DatabaseHandle, interruption: Interruption) throws(DuckDBError) {
        handle = try ConnectionHandle(database: database)
        self.interruption = interruption
        interruption.arm(handle)
    }

    deinit {
        // Before the handle goes: an interrupt must never meet a closed connection.
        interruption.disarm(handle)
    }
}

extension Connection: SQLExecutor {
    /// Parses and plans a statement.
    ///
    /// - Throws: The engine's class, such as `parser`, `binder` or `catalog`, with the position in the statement.
    public func prepare(_ sql: SQL) throws(DuckDBError) -> Statement {
        try Statement(connection: handle, sql: sql)
    }

    /// The error itself.
    public static func failure(_ error: DuckDBError) -> DuckDBError { error }
}
