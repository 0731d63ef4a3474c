public import DuckDBClient

extension Cursor {
    /// Runs `body` in a transaction: committed when it returns, rolled back when it throws.
    ///
    /// What a statement in it attaches stays attached after a rollback.
    ///
    /// - Parameters:
    ///   - mode: Whether the transaction may write.
    ///   - body: The work; its statements go to this cursor.
    /// - Returns: What `body` returns.
    /// - Throws: As `Connection.transaction`: a commit that was interrupted may have taken effect.
    public func transaction<T>(_ mode: TransactionMode = .readWrite, _ body: () throws -> T) throws -> T {
        try connection.transaction(mode, body)
    }

    /// Runs `body` and lets the engine work for it, and for the bootstrap steps it needs, no longer than this.
    ///
    /// The fetch of a secret is not interrupted: it has a time-out of its own.
    ///
    /// - Throws: What `body` throws: an engine call fails with the code `deadlineExceeded`, as in `Connection.withDeadline`.
    public func withDeadline<T: ~Copyable, E: Error>(
        _ duration: Duration,
        _ body: () throws(E) -> T
    ) throws(E) -> T {
        try connection.withDeadline(duration, body)
    }

    /// What interrupts the statements of this cursor; to be handed to another thread or task.
    public var interrupter: Interrupter { connection.interrupter }
}
