/// Runs `body` with a cursor of a database that all calls of the process share; the environment variables configure it.
///
/// ```swift
/// let total = try await cursor { try $0.fetchOne(Int64.self, "SELECT count(*) FROM pg_replica.public.orders") }
/// ```
///
/// ``DuckDBEnvironment/cursor(database:bootstrap:timeout:_:)`` of ``DuckDBEnvironment/process``; a program that configures itself has a
/// ``DuckDBEnvironment`` of its own.
///
/// - Parameters:
///   - database: The logical database; each name has an engine of its own.
///   - bootstrap: The steps it is to have; nil for those of `DEFAULT_BOOTSTRAP`.
///   - timeout: How long the engine, waking and bootstrap included, may work for the closure; nil for as long as it takes.
///   - body: The work, on an engine thread.
/// - Returns: What `body` returns.
/// - Throws: What `body` throws, and what waking can throw; a wake that failed is tried again by the next call.
@discardableResult
public func cursor<T: Sendable>(
    database: String = "main",
    bootstrap: [any BootstrapStep]? = nil,
    timeout: Duration? = nil,
    _ body: @escaping @Sendable (borrowing Cursor) throws -> T
) async throws -> T {
    try await DuckDBEnvironment.process.cursor(database: database, bootstrap: bootstrap, timeout: timeout, body)
}

/// Runs `body` with a cursor of an engine of its own, which ends with the call; the environment variables configure it.
///
/// ``DuckDBEnvironment/session(bootstrap:hardened:timeout:_:)`` of ``DuckDBEnvironment/process``.
///
/// - Parameters:
///   - bootstrap: The steps it is to have; nil for those of `DEFAULT_BOOTSTRAP`.
///   - hardened: For SQL that others wrote, what it may read; nil for what the configuration says.
///   - timeout: How long the engine, waking and bootstrap included, may work for the closure; nil for as long as it takes.
///   - body: The work, on an engine thread.
/// - Returns: What `body` returns, when the engine is closed.
/// - Throws: What `body` throws, and what waking can throw.
@discardableResult
public func session<T: Sendable>(
    bootstrap: [any BootstrapStep]? = nil,
    hardened: HardenedProfile? = nil,
    timeout: Duration? = nil,
    _ body: @escaping @Sendable (borrowing Cursor) throws -> T
) async throws -> T {
    try await DuckDBEnvironment.process.session(
        bootstrap: bootstrap,
        hardened: hardened,
        timeout: timeout,
        body
    )
}
