internal import CDuckDB

/// The owner of one `duckdb_result`; destroyed once, when it goes out of scope.
struct ResultHandle: ~Copyable {
    private var result = duckdb_result()
    private let sql: String?
    private let connection: ConnectionHandle
    /// Set when the rows are computed as they are fetched.
    private let stream: ConnectionHandle.Stream?
    private let counted = OpenHandle("duckdb_result")

    /// Runs `execute`, which fills the result; of a stream the connection is its own until the rows are read.
    init(
        connection: ConnectionHandle,
        sql: String?,
        isStream: Bool = false,
        _ execute: (inout duckdb_result) -> duckdb_state
    ) throws(DuckDBError) {
        self.sql = sql
        self.connection = connection
        let state = execute(&result)
        // A statement that returns no rows has run to its end, whatever was asked for.
        stream =
            state == DuckDBSuccess && isStream && duckdb_result_is_streaming(result) ? connection.openStream() : nil
        guard state == DuckDBSuccess else {
            throw error() ?? DuckDBError(code: .unknown, message: "", sql: sql)
        }
    }

    deinit {
        var result = result
        duckdb_destroy_result(&result)
        closeStream()
    }

    /// What the engine said of a failed execution or fetch; nil when nothing failed.
    private func error() -> DuckDBError? {
        var copy = result
        return duckdb_result_error(&copy).map { text in
            let number = Int(duckdb_result_error_type(&copy).rawValue)
            return DuckDBError(engineText: String(cString: text), number: number, sql: sql)
        }
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

    /// How many rows the engine holds; 0 of a stream.
    ///
    /// Marked as deprecated in the C API, which has no other way to know before the last chunk.
    var rowCount: Int {
        guard stream == nil else { return 0 }
        var copy = result
        return Int(duckdb_row_count(&copy))
    }

    /// The next chunk, or nil after the last.
    ///
    /// A stream that has failed is at its end: the engine would only say again, in more words, that it is closed.
    func nextChunk() throws(DuckDBError) -> ChunkHandle? {
        if let stream, !connection.isOpen(stream) { return nil }
        do {
            let chunk = try connection.interruptible(sql: sql) { () throws(DuckDBError) in try fetch() }
            if chunk == nil { closeStream() }
            return chunk
        } catch {
            closeStream()
            throw error
        }
    }

    private func fetch() throws(DuckDBError) -> ChunkHandle? {
        if let chunk = duckdb_fetch_chunk(result) { return ChunkHandle(owning: chunk) }
        // A stream can fail between two chunks.
        if let error = error() { throw error }
        // The engine ends a stream that it has interrupted in some operators as if that were all.
        if stream != nil, connection.isToStop {
            throw DuckDBError(code: .interrupt, message: "Interrupted between two rows of a stream.", sql: sql)
        }
        return nil
    }

    private func closeStream() {
        if let stream { connection.close(stream) }
    }
}
