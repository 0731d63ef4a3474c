internal import CDuckDB

/// The owner of one `duckdb_result`; destroyed once, when it goes out of scope.
struct ResultHandle: ~Copyable {
    private var result = duckdb_result()
    private let sql: String

    init(sql: String, _ execute: (inout duckdb_result) -> duckdb_state) throws(DuckDBError) {
        self.sql = sql
        guard execute(&result) == DuckDBSuccess else {
            throw error() ?? DuckDBError(code: .unknown, message: "", sql: sql)
        }
    }

    deinit {
        var result = result
        duckdb_destroy_result(&result)
    }

    /// What the engine said of a failed execution or fetch; nil when nothing failed.
    private func error() -> DuckDBError? {
        var copy = result
        return duckdb_result_error(&copy).map { DuckDBError(engineText: String(cString: $0), sql: sql) }
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
        if let chunk = duckdb_fetch_chunk(result) { return ChunkHandle(owning: chunk) }
        // A stream can fail between two chunks.
        if let error = error() { throw error }
        return nil
    }
}
