internal import CDuckDB

/// The owner of one `duckdb_prepared_statement`; destroyed once, when it goes out of scope.
///
/// The engine's statement holds its own reference to the connection's context, so outliving the connection is safe.
struct StatementHandle: ~Copyable {
    let pointer: duckdb_prepared_statement

    init(connection: borrowing ConnectionHandle, sql: String) throws(DuckDBError) {
        var statement: duckdb_prepared_statement?
        guard duckdb_prepare(connection.pointer, sql, &statement) == DuckDBSuccess, let statement else {
            let text = duckdb_prepare_error(statement).map { String(cString: $0) }
            duckdb_destroy_prepare(&statement)
            throw DuckDBError(engineText: text ?? "The statement could not be prepared.", sql: sql)
        }
        pointer = statement
    }

    deinit {
        var statement: duckdb_prepared_statement? = pointer
        duckdb_destroy_prepare(&statement)
    }

    /// The names of the parameters in their order: `status` for `$status`, `1` for `$1` or the first `?`.
    var parameterNames: [String] {
        (0..<duckdb_nparams(pointer)).map { index in
            guard let name = duckdb_parameter_name(pointer, index + 1) else { return String(index + 1) }
            defer { duckdb_free(UnsafeMutableRawPointer(mutating: name)) }
            return String(cString: name)
        }
    }

    func bind(_ value: borrowing ValueHandle, at index: Int) throws(DuckDBError) {
        guard duckdb_bind_value(pointer, idx_t(index), value.pointer) == DuckDBSuccess else {
            let text = duckdb_prepare_error(pointer).map { String(cString: $0) }
            throw DuckDBError(engineText: text ?? "Parameter \(index) could not be bound.")
        }
    }

    func execute(sql: String) throws(DuckDBError) -> ResultHandle {
        try ResultHandle(sql: sql) { duckdb_execute_prepared(pointer, &$0) }
    }

    /// Starts the statement and computes rows as they are fetched.
    ///
    /// Marked as deprecated in the C API, which has no other way to start a stream.
    func stream(sql: String) throws(DuckDBError) -> ResultHandle {
        try ResultHandle(sql: sql) { duckdb_execute_prepared_streaming(pointer, &$0) }
    }
}
