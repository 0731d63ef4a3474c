internal import CDuckDB

/// The owner of one `duckdb_extracted_statements`; destroyed once, when it goes out of scope.
struct ExtractedStatementsHandle: ~Copyable {
    let count: Int
    private let pointer: duckdb_extracted_statements
    private let connection: ConnectionHandle
    private let sql: String
    private let counted = OpenHandle("duckdb_extracted_statements")

    init(connection: ConnectionHandle, sql: String) throws(DuckDBError) {
        var statements: duckdb_extracted_statements?
        // Only parses: nothing to interrupt, and nothing that would disturb a stream.
        count = Int(duckdb_extract_statements(connection.pointer, sql, &statements))
        let text = duckdb_extract_statements_error(statements).map { String(cString: $0) }
        guard text == nil, let statements else {
            duckdb_destroy_extracted(&statements)
            throw DuckDBError(engineText: text ?? "The statements could not be parsed.", sql: sql)
        }
        pointer = statements
        self.connection = connection
        self.sql = sql
    }

    deinit {
        var statements: duckdb_extracted_statements? = pointer
        duckdb_destroy_extracted(&statements)
    }

    /// To be called once for each index: the engine hands the parsed statement over.
    func prepare(at index: Int) throws(DuckDBError) -> StatementHandle {
        // In its excerpts the engine points too far by where the statement begins, so that only the first one's are right.
        try StatementHandle(connection: connection, sql: index == 0 ? sql : nil) { statement in
            duckdb_prepare_extracted_statement(connection.pointer, pointer, idx_t(index), &statement)
        }
    }
}
