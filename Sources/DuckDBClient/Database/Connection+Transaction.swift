extension Connection {
    /// Runs `body` in a transaction: committed when it returns, rolled back when it throws.
    ///
    /// A rollback is never interrupted, whatever ended `body`: cancellation, a deadline, an interrupt. A statement
    /// that fails while it runs aborts the transaction in the engine: where `body` swallows its error, the rest of it is rolled
    /// back all the same, and the code `transaction` says so.
    ///
    /// - Parameters:
    ///   - mode: Whether the transaction may write.
    ///   - body: The work; its statements go to this connection.
    /// - Returns: What `body` returns.
    /// - Throws: What `body` throws; `transaction` where one is open already; the engine's error when the commit fails. A
    ///   commit that fails with `interrupt` or `deadlineExceeded` **may have taken effect**: look before you run it again.
    ///   It is never tried again here.
    @discardableResult
    public func transaction<T>(_ mode: TransactionMode = .readWrite, _ body: () throws -> T) throws -> T {
        // The engine would refuse it too, and abort the outer transaction with it.
        guard !handle.isInTransactionClosure else {
            throw DuckDBError(
                code: .transaction,
                message: "A transaction is already open on this connection, and transactions do not nest. "
                    + "Run the statements in the outer one, or use another connection."
            )
        }
        try handle.run(mode == .readOnly ? "BEGIN TRANSACTION READ ONLY" : "BEGIN TRANSACTION")
        handle.isInTransactionClosure = true
        defer { handle.isInTransactionClosure = false }
        let failuresBefore = handle.failureCount
        do {
            let value = try body()
            // The engine takes the COMMIT of an aborted transaction for a rollback, without a word; any query says it.
            if handle.failureCount > failuresBefore { try handle.run("SELECT 1") }
            try handle.run("COMMIT")
            return value
        } catch {
            // Fails where the commit has ended the transaction already; the first error is the one to report.
            try? handle.runShielded("ROLLBACK")
            throw error
        }
    }
}
