internal import CDuckDB

/// The owner of one `duckdb_appender`; destroyed once, when it goes out of scope, with the rows that were not flushed.
struct AppenderHandle: ~Copyable {
    private let pointer: duckdb_appender
    private let table: String

    /// - Throws: `catalog` when there is no such table.
    init(
        connection: borrowing ConnectionHandle,
        catalog: String?,
        schema: String?,
        table: String
    ) throws(DuckDBError) {
        var appender: duckdb_appender?
        let state = duckdb_appender_create_ext(connection.pointer, catalog, schema, table, &appender)
        guard state == DuckDBSuccess, let appender else {
            defer { duckdb_appender_destroy(&appender) }
            throw Self.error(appender, table)
        }
        pointer = appender
        self.table = table
    }

    deinit {
        // Destroying alone would flush: what is to be kept has been flushed by `close()`.
        duckdb_appender_clear(pointer)
        var appender: duckdb_appender? = pointer
        duckdb_appender_destroy(&appender)
    }

    /// Takes only the columns added from now on, in this order; the others get their defaults.
    func add(column: String) throws(DuckDBError) {
        guard duckdb_appender_add_column(pointer, column) == DuckDBSuccess else { throw error() }
    }

    /// The types of the columns that a row has.
    var columnTypes: [LogicalType] {
        (0..<duckdb_appender_column_count(pointer)).map { index in
            var type = duckdb_appender_column_type(pointer, index)
            defer { duckdb_destroy_logical_type(&type) }
            return LogicalType(type)
        }
    }

    /// An empty chunk of the columns that a row has.
    func makeChunk() throws(DuckDBError) -> ChunkHandle {
        var types = (0..<duckdb_appender_column_count(pointer)).map { duckdb_appender_column_type(pointer, $0) }
        defer { for index in types.indices { duckdb_destroy_logical_type(&types[index]) } }
        guard let chunk = duckdb_create_data_chunk(&types, idx_t(types.count)) else {
            throw DuckDBError(
                code: .outOfMemory,
                message: "There is no memory for \(VectorWriter.standardCapacity) rows of table \"\(table)\"."
            )
        }
        return ChunkHandle(owning: chunk)
    }

    /// Copies the chunk's rows; the engine inserts them when it has enough of them.
    func append(_ chunk: borrowing ChunkHandle) throws(DuckDBError) {
        guard duckdb_append_data_chunk(pointer, chunk.pointer) == DuckDBSuccess else { throw error() }
    }

    /// Inserts all rows that are left.
    func close() throws(DuckDBError) {
        guard duckdb_appender_close(pointer) == DuckDBSuccess else { throw error() }
    }

    private func error() -> DuckDBError { Self.error(pointer, table) }

    private static func error(_ appender: duckdb_appender?, _ table: String) -> DuckDBError {
        var error = duckdb_appender_error_data(appender)
        defer { duckdb_destroy_error_data(&error) }
        let text = duckdb_error_data_message(error).map { String(cString: $0) } ?? "The engine does not say why."
        let code: DuckDBError.Code =
            switch duckdb_error_data_error_type(error) {
            case DUCKDB_ERROR_CATALOG: .catalog
            case DUCKDB_ERROR_CONSTRAINT: .constraint
            case DUCKDB_ERROR_INVALID_INPUT: .invalidInput
            case DUCKDB_ERROR_CONVERSION: .conversion
            case DUCKDB_ERROR_TRANSACTION: .transaction
            case DUCKDB_ERROR_INTERRUPT: .interrupt
            case DUCKDB_ERROR_IO: .io
            case DUCKDB_ERROR_OUT_OF_MEMORY: .outOfMemory
            case DUCKDB_ERROR_PERMISSION: .permission
            default: .unknown
            }
        return DuckDBError(code: code, message: "Rows for table \"\(table)\": \(text)")
    }
}
