internal import CDuckDB

/// The owner of one `duckdb_result`; destroyed once, when it goes out of scope.
struct ResultHandle: ~Copyable {
    private var result = duckdb_result()
    private let failed: Bool

    init(_ execute: (inout duckdb_result) -> duckdb_state) {
        failed = execute(&result) != DuckDBSuccess
    }

    deinit {
        var result = result
        duckdb_destroy_result(&result)
    }

    /// What the engine said of a failed execution.
    func error(sql: String) -> DuckDBError? {
        guard failed else { return nil }
        var copy = result
        let text = duckdb_result_error(&copy).map { String(cString: $0) }
        return DuckDBError(engineText: text ?? "The statement failed.", sql: sql)
    }

    /// Names and types of the columns, read once.
    func columns() -> Columns {
        var copy = result
        let columns = (0..<duckdb_column_count(&copy)).map { index in
            var type = duckdb_column_logical_type(&copy, index)
            defer { duckdb_destroy_logical_type(&type) }
            let name = duckdb_column_name(&copy, index).map { String(cString: $0) } ?? ""
            return Column(name: name, type: LogicalType(type))
        }
        return Columns(columns)
    }

    /// The rows that an INSERT, UPDATE or DELETE changed.
    var changedRows: Int {
        var copy = result
        return Int(duckdb_rows_changed(&copy))
    }

    /// The next chunk, or nil after the last.
    func nextChunk() throws(DuckDBError) -> ChunkHandle? {
        guard let chunk = duckdb_fetch_chunk(result) else { return nil }
        return ChunkHandle(owning: chunk)
    }
}
