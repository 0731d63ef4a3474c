internal import CDuckDB

/// The owner of one `duckdb_appender`; destroyed once, when it goes out of scope, with the rows that were not flushed.
struct AppenderHandle: ~Copyable {
    private let pointer: duckdb_appender
    private let connection: ConnectionHandle
    private let table: String
    private let counted = OpenHandle("duckdb_appender")

    /// - Throws: `catalog` when there is no such table.
    init(connection: ConnectionHandle, _ name: TableName) throws(DuckDBError) {
        pointer = try connection.call { () throws(DuckDBError) in
            var appender: duckdb_appender?
            let state = duckdb_appender_create_ext(
                connection.pointer,
                name.catalog,
                name.schema,
                name.table,
                &appender
            )
            if state == DuckDBSuccess, let appender { return appender }
            defer { duckdb_appender_destroy(&appender) }
            throw Self.error(appender, name.table)
        }
        self.connection = connection
        table = name.table
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
        let pointer = chunk.pointer
        try call { duckdb_append_data_chunk($0, pointer) }
    }

    /// Inserts all rows that are left.
    func close() throws(DuckDBError) {
        try call(duckdb_appender_close)
    }

    private func call(_ body: (duckdb_appender) -> duckdb_state) throws(DuckDBError) {
        let (pointer, table) = (pointer, table)
        try connection.call { () throws(DuckDBError) in
            guard body(pointer) == DuckDBSuccess else { throw Self.error(pointer, table) }
        }
    }

    private func error() -> DuckDBError { Self.error(pointer, table) }

    private static func error(_ appender: duckdb_appender?, _ table: String) -> DuckDBError {
        var error = duckdb_appender_error_data(appender)
        defer { duckdb_destroy_error_data(&error) }
        let text = duckdb_error_data_message(error).map { String(cString: $0) } ?? "The engine does not say why."
        let code = DuckDBError.Code(number: Int(duckdb_error_data_error_type(error).rawValue)) ?? .unknown
        return DuckDBError(code: code, message: "Rows for table \"\(table)\": \(text)")
    }
}
