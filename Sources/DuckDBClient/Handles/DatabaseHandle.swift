internal import CDuckDB
internal import Synchronization

/// The owner of one `duckdb_database`: closed once, when the last `Database` and connection let go of it.
///
/// `@unchecked Sendable` is sound: the pointer is immutable after `init`, the engine's database object is documented as
/// safe to connect to from any thread, and `duckdb_close` runs in `deinit`, when no other reference is left.
final class DatabaseHandle: @unchecked Sendable {
    let pointer: duckdb_database
    private let counted = OpenHandle("duckdb_database")
    private let whenClosed = Mutex<(@Sendable () -> Void)?>(nil)

    typealias Open = (
        _ path: String,
        _ database: inout duckdb_database?,
        _ config: duckdb_config?,
        _ error: inout UnsafeMutablePointer<CChar>?
    ) -> duckdb_state

    convenience init(path: String, settings: [(name: String, value: String)]) throws(DuckDBError) {
        try self.init(path: path, settings: settings) { path, database, config, error in
            duckdb_open_ext(path, &database, config, &error)
        }
    }

    init(path: String, settings: [(name: String, value: String)], open: Open) throws(DuckDBError) {
        try Self.checkTexts([path] + settings.flatMap { [$0.name, $0.value] })
        var config: duckdb_config?
        guard duckdb_create_config(&config) == DuckDBSuccess else {
            throw DuckDBError(code: .outOfMemory, message: "The engine could not allocate its configuration.")
        }
        defer { duckdb_destroy_config(&config) }
        for setting in settings where duckdb_set_config(config, setting.name, setting.value) != DuckDBSuccess {
            throw DuckDBError(
                code: .invalidConfiguration,
                message: "The engine refused the setting \"\(setting.name)\": no such name, or a value it cannot read."
            )
        }
        var database: duckdb_database?
        var text: UnsafeMutablePointer<CChar>?
        let state = open(path, &database, config, &text)
        defer { duckdb_free(text) }
        guard state == DuckDBSuccess, let database else {
            throw DuckDBError(engineText: text.map { String(cString: $0) } ?? "The database could not be opened.")
        }
        pointer = database
    }

    /// The C API reads up to the first NUL: it would open another file than was asked for.
    private static func checkTexts(_ texts: [String]) throws(DuckDBError) {
        guard texts.contains(where: { $0.utf8.contains(0) }) else { return }
        throw DuckDBError(
            code: .invalidConfiguration,
            message: "The path or a setting of a database contains a NUL character. Remove it."
        )
    }

    /// Has `body` called once, when the database is closed, on the thread that closes it.
    func onClose(_ body: @escaping @Sendable () -> Void) {
        whenClosed.withLock { $0 = body }
    }

    deinit {
        var database: duckdb_database? = pointer
        duckdb_close(&database)
        whenClosed.withLock { $0 }?()
    }
}
