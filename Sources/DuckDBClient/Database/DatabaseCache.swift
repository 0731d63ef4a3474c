/// Opens each file once: whoever asks for a path that is open already shares its instance.
///
/// Keep one for the whole process. An instance closes when the last of its databases is gone; the cache does not keep it open.
public final class DatabaseCache: Sendable {
    private let handle: InstanceCacheHandle

    /// Makes an empty cache.
    ///
    /// - Throws: `outOfMemory`.
    public init() throws(DuckDBError) {
        handle = try InstanceCacheHandle()
    }

    /// The database in a file, opened or shared, however the path is spelled.
    ///
    /// `:memory:` is a new database each time, `:memory:name` a shared one. Blocks the calling thread; in async code use
    /// ``open(path:settings:)``; the compiler insists.
    ///
    /// - Throws: `connection` when the database is open with other settings; otherwise as `Database.init`.
    @available(*, noasync, message: "It blocks the thread. Use open.")
    public func database(
        path: String,
        settings: [(name: String, value: String)] = []
    ) throws(DuckDBError) -> Database {
        Database(try handle.database(path: path, settings: settings))
    }

    /// The same on a thread of its own, so that Swift's cooperative threads stay free.
    ///
    /// - Throws: `DuckDBError` as ``database(path:settings:)``.
    public func open(path: String, settings: [(name: String, value: String)] = []) async throws -> Database {
        try await EngineThreads.shared.run { [self] in try database(path: path, settings: settings) }
    }
}
