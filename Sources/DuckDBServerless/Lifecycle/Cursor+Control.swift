public import DuckDBClient

extension Cursor {
    /// Runs `body` in a transaction: committed when it returns, rolled back when it throws.
    ///
    /// With `retries`, a transaction that the engine refuses because another one was first is run again from its beginning,
    /// which costs a pause of some 50 ms, doubled each time up to a second, of which up to a half is cut off at random. A
    /// deadline and a cancellation end the pause. Only `DuckDBError.isTransactionConflict` is a reason: never
    /// a commit that may have taken effect. What `body` does outside the database it may do several times.
    ///
    /// What a statement in it attaches stays attached after a rollback.
    ///
    /// - Parameters:
    ///   - mode: Whether the transaction may write.
    ///   - retries: How often at most it is run again after a conflict.
    ///   - body: The work; its statements go to this cursor.
    /// - Returns: What the `body` that was committed returned.
    /// - Throws: As `Connection.transaction`: a commit that was interrupted may have taken effect. The last conflict, when no
    ///   retry is left.
    @discardableResult
    public func transaction<T>(
        _ mode: TransactionMode = .readWrite,
        retries: Int = 0,
        _ body: () throws -> T
    ) throws -> T {
        for retry in 0..<max(0, retries) {
            do {
                return try connection.transaction(mode, body)
            } catch let error as DuckDBError where error.isTransactionConflict {
                try pause(Self.backOff(retry))
            }
        }
        return try connection.transaction(mode, body)
    }

    /// At random, or those that met once would meet again.
    private static func backOff(_ retry: Int) -> Duration {
        let most = min(1000, 50 << min(retry, 5))
        return .milliseconds(Int.random(in: most / 2...most))
    }

    /// Waits on the engine thread for async work, such as the writer of a response.
    ///
    /// - Throws: What the work throws; `CancellationError` when the cursor is cancelled or its deadline comes.
    package func waiting<T: Sendable>(for work: @escaping @Sendable () async throws -> T) throws -> T {
        try EngineThreadWait.result(connection.interruption, of: work)
    }

    /// Waits, until the cursor is cancelled or its deadline comes.
    func pause(_ duration: Duration) throws {
        try EngineThreadWait.result(connection.interruption) { try await Task.sleep(for: duration) }
    }

    /// Runs `body` and lets the engine work for it, and for the bootstrap steps it needs, no longer than this.
    ///
    /// What a statement waits for, such as a secret or a step, is waited for no longer, and goes on for others.
    ///
    /// - Throws: What `body` throws: an engine call fails with the code `deadlineExceeded`, as in `Connection.withDeadline`.
    @discardableResult
    public func withDeadline<T: ~Copyable, E: Error>(
        _ duration: Duration,
        _ body: () throws(E) -> T
    ) throws(E) -> T {
        try connection.withDeadline(duration, body)
    }

    /// As `Connection.progress(every:)`, for the statements of this cursor.
    package func progress(every interval: Duration) throws(DuckDBError) -> QueryProgressUpdates {
        try connection.progress(every: interval)
    }

    /// What interrupts the statements of this cursor; to be handed to another thread or task.
    public var interrupter: Interrupter { connection.interrupter }
}
