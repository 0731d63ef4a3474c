extension DuckDBError {
    /// Whether a transaction, or a statement by itself, was refused because another one has changed the same thing first.
    ///
    /// It has left nothing behind, so that it may be run again from its beginning. Told by the code `transaction` together
    /// with the engine's wording, that of its own tables and that of a DuckLake; for the latter the engine has tried again by
    /// itself before. False for a commit that was interrupted or whose server was lost, which may have taken effect.
    public var isTransactionConflict: Bool {
        code == .transaction && Self.conflictTexts.contains { message.contains($0) }
    }

    /// "Exceeded the maximum retry count" is not among them: a DuckLake says so of whatever its last try met.
    private static let conflictTexts = [
        "Transaction conflict", "write-write conflict", "Conflict on update", "Conflict on tuple deletion",
        // Two commits to a DuckLake's catalogue in PostgreSQL at once.
        #"violates unique constraint "ducklake_snapshot"#, "could not serialize access due to concurrent",
    ]
}
