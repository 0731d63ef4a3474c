internal import CDuckDB

/// The owner of one `duckdb_prepared_statement`; destroyed once, when it goes out of scope.
struct StatementHandle: ~Copyable {
    let pointer: duckdb_prepared_statement
    /// Keeps the connection open for as long as a statement of it is left.
    let connection: ConnectionHandle
    /// The text that errors are about; nil where the engine's excerpts would not fit it.
    private let sql: String?
    private let counted = OpenHandle("duckdb_prepared_statement")

    init(connection: ConnectionHandle, sql: String) throws(DuckDBError) {
        try self.init(connection: connection, sql: sql) { statement in
            duckdb_prepare(connection.pointer, sql, &statement)
        }
    }

    /// Takes over the statement that `prepare` makes.
    init(
        connection: ConnectionHandle,
        sql: String?,
        _ prepare: (inout duckdb_prepared_statement?) -> duckdb_state
    ) throws(DuckDBError) {
        self.connection = connection
        self.sql = sql
        pointer = try connection.call(sql: sql) { () throws(DuckDBError) in
            var statement: duckdb_prepared_statement?
            guard prepare(&statement) == DuckDBSuccess, let statement else {
                let text = duckdb_prepare_error(statement).map { String(cString: $0) }
                duckdb_destroy_prepare(&statement)
                throw DuckDBError(engineText: text ?? "The statement could not be prepared.", sql: sql)
            }
            return statement
        }
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

    var kind: StatementKind { StatementKind(rawValue: Int(duckdb_prepared_statement_type(pointer).rawValue)) }

    /// nil where the type is open until a value is bound.
    func parameterTypes(count: Int) -> [LogicalType?] {
        (0..<idx_t(count)).map { index in
            guard duckdb_param_type(pointer, index + 1) != DUCKDB_TYPE_INVALID else { return nil }
            var type = duckdb_param_logical_type(pointer, index + 1)
            defer { duckdb_destroy_logical_type(&type) }
            return LogicalType(type)
        }
    }

    /// nil where the columns are open until values are bound: the engine then has one without a type, or none.
    var columns: Columns? {
        let indices = 0..<duckdb_prepared_statement_column_count(pointer)
        let isOpen = indices.contains { duckdb_prepared_statement_column_type(pointer, $0) == DUCKDB_TYPE_INVALID }
        guard !indices.isEmpty, !isOpen else { return nil }
        return Columns(indices.map { column($0) })
    }

    private func column(_ index: idx_t) -> Column {
        var type = duckdb_prepared_statement_column_logical_type(pointer, index)
        defer { duckdb_destroy_logical_type(&type) }
        let name = duckdb_prepared_statement_column_name(pointer, index)
        defer { duckdb_free(UnsafeMutableRawPointer(mutating: name)) }
        return Column(name: name.map { String(cString: $0) } ?? "", type: LogicalType(type))
    }

    func bind(_ value: borrowing ValueHandle, at index: Int) throws(DuckDBError) {
        guard duckdb_bind_value(pointer, idx_t(index), value.pointer) == DuckDBSuccess else {
            let text = duckdb_prepare_error(pointer).map { String(cString: $0) }
            throw DuckDBError(engineText: text ?? "Parameter \(index) could not be bound.", sql: sql)
        }
    }

    func execute() throws(DuckDBError) -> ResultHandle {
        try connection.call(sql: sql) { () throws(DuckDBError) in
            try ResultHandle(connection: connection, sql: sql) { duckdb_execute_prepared(pointer, &$0) }
        }
    }

    /// Starts the statement and computes rows as they are fetched.
    ///
    /// Marked as deprecated in the C API, which has no other way to start a stream.
    func stream() throws(DuckDBError) -> ResultHandle {
        try connection.call(sql: sql) { () throws(DuckDBError) in
            try ResultHandle(connection: connection, sql: sql, isStream: true) {
                duckdb_execute_prepared_streaming(pointer, &$0)
            }
        }
    }
}
