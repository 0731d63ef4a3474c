extension Connection {
    /// Appends rows to a table: all that `body` appends, or none.
    ///
    /// ```swift
    /// try connection.append(to: "events") { appender in
    ///     for event in events { try appender.append(event.id, event.name, event.time) }
    /// }
    /// ```
    ///
    /// Outside a transaction the rows are appended in one of their own, which is committed when `body` returns and rolled
    /// back when `body` or the engine throws. In a transaction that was begun before they become a part of that. The engine
    /// inserts rows while they are appended, about 200,000 at a time: those that were inserted before an error stay in
    /// the transaction, and go when it is rolled back. A violated constraint aborts it in any case.
    ///
    /// Statements that `body` runs on this connection belong to the same transaction, and see rows only after they were
    /// inserted.
    ///
    /// - Parameters:
    ///   - table: The table's name, without quotes.
    ///   - schema: Its schema; without one it is searched for, as in SQL.
    ///   - catalog: Its database; without one it is searched for, as in SQL.
    ///   - columns: The columns that a row has, in this order, for a part of the table; the others get their defaults.
    ///   - body: What appends the rows.
    /// - Returns: How many rows were appended.
    /// - Throws: What `body` throws; `catalog` when there is no such table or column; what the engine says of the rows, such
    ///   as `constraint`.
    @discardableResult
    public func append(
        to table: String,
        schema: String? = nil,
        catalog: String? = nil,
        columns: [String]? = nil,
        _ body: (inout Appender) throws -> Void
    ) throws -> Int {
        try together {
            let name = try TableName(catalog: catalog, schema: schema, table: table)
            var appender = Appender(try AppendTarget(connection: handle, name))
            if let columns { try appender.settle(columns) }
            try body(&appender)
            return try appender.finish()
        }
    }

    /// Runs `body` in the transaction that there is, or in one of its own.
    private func together<T>(_ body: () throws -> T) throws -> T {
        try isInTransaction ? body() : transaction(.readWrite, body)
    }

    /// Whether a transaction was begun: without one, each statement has a number of its own.
    ///
    /// To begin one is no way to find out: where there is one already, that aborts it.
    private var isInTransaction: Bool {
        get throws(DuckDBError) {
            let sql: SQL = "SELECT txid_current()"
            return try fetchOne(Int64.self, sql) == fetchOne(Int64.self, sql)
        }
    }
}
