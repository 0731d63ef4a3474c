internal import CDuckDB
internal import Synchronization

/// The owner of one `duckdb_instance_cache`; destroyed once, when the last reference is gone.
///
/// `@unchecked Sendable` is sound: the pointer is immutable after `init`, used under the lock, and destroyed in `deinit`, when
/// no other reference is left. The databases it has handed out do not need it.
final class InstanceCacheHandle: @unchecked Sendable {
    private let pointer: duckdb_instance_cache
    private let isOpening = Mutex(())
    private let counted = OpenHandle("duckdb_instance_cache")

    init() throws(DuckDBError) {
        guard let pointer = duckdb_create_instance_cache() else {
            throw DuckDBError(code: .outOfMemory, message: "The engine could not allocate a cache of databases.")
        }
        self.pointer = pointer
    }

    deinit {
        var cache: duckdb_instance_cache? = pointer
        duckdb_destroy_instance_cache(&cache)
    }

    func database(path: String, settings: [(name: String, value: String)]) throws(DuckDBError) -> DatabaseHandle {
        try isOpening.withLock { _ throws(DuckDBError) in
            try DatabaseHandle(path: path, settings: settings) { path, database, config, error in
                duckdb_get_or_create_from_cache(pointer, path, &database, config, &error)
            }
        }
    }
}
