internal import CDuckDB
internal import Synchronization

/// The engine's VARIANT type, whole.
///
/// A VARIANT is a structure inside. The C API's own maker leaves that out, and the engine fails on values of the hollow type
/// that it makes, so the type is taken once from a result, of an engine opened for that: 25 ms, at the first VARIANT that is
/// bound. The type outlives its engine.
enum VariantType {
    /// A list type of VARIANT: its child is handed out as a new handle, which makes it a copier.
    ///
    /// Kept for as long as the process lives; as a bit pattern, because a pointer cannot be sent into the lock. Sharing it
    /// is sound: it is immutable, and copying a type out of it is a read.
    private static let list = Mutex<UInt>(0)

    /// A handle for the caller to destroy; nil when no engine could be opened, which is tried again the next time.
    static func copy() -> duckdb_logical_type? {
        let list = list.withLock { list in
            if list == 0 { list = UInt(bitPattern: made()) }
            return list
        }
        return duckdb_list_type_child_type(duckdb_logical_type(bitPattern: list))
    }

    private static func made() -> duckdb_logical_type? {
        let settings = [(name: "threads", value: "1")]
        guard
            let database = try? DatabaseHandle(path: ":memory:", settings: settings),
            let connection = try? ConnectionHandle(database: database)
        else { return nil }
        var result = duckdb_result()
        defer { duckdb_destroy_result(&result) }
        guard duckdb_query(connection.pointer, "SELECT []::VARIANT[]", &result) == DuckDBSuccess else { return nil }
        return duckdb_column_logical_type(&result, 0)
    }
}
