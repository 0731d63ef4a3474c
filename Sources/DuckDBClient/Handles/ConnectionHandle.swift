internal import CDuckDB

/// The owner of one `duckdb_connection`; disconnected once, when it goes out of scope.
struct ConnectionHandle: ~Copyable {
    let pointer: duckdb_connection
    /// Keeps the database open for as long as a connection to it is.
    private let database: DatabaseHandle

    init(database: DatabaseHandle) throws(DuckDBError) {
        var connection: duckdb_connection?
        guard duckdb_connect(database.pointer, &connection) == DuckDBSuccess, let connection else {
            throw DuckDBError(code: .connection, message: "The engine could not open a connection.")
        }
        pointer = connection
        self.database = database
    }

    deinit {
        var connection: duckdb_connection? = pointer
        duckdb_disconnect(&connection)
    }
}
