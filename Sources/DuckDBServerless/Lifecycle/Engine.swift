internal import DuckDBClient

/// A woken engine: extensions loaded from the bundle, resources set, bootstrap steps waiting to be needed.
///
/// Make one in a function's INIT phase and keep it: `wake` costs tens of milliseconds, a cursor some ten microseconds. All
/// of it may be used from any task.
public final class Engine: Sendable {
    private let database: Database
    private let bootstrapper: Bootstrapper
    private let missing: MissingExtension
    /// What waking and the first use of each step took.
    public let timeline: ColdStartTimeline

    /// Wakes an engine with a database in memory.
    ///
    /// Nothing is fetched from the network, no extension, no secret, no connection, unless the configuration lets extensions
    /// be installed. The engine's threads do the work, and no task is blocked.
    ///
    /// - Parameters:
    ///   - configuration: Bundle, resources and steps.
    ///   - timeline: Where the phases are recorded.
    /// - Returns: The engine, ready for cursors.
    /// - Throws: `ExtensionError` when an extension is not in the bundle or is not the file that was baked, `DuckDBError` when the engine refuses a setting. Nothing is kept of an engine that did not wake.
    public static func wake(
        _ configuration: EngineConfiguration,
        timeline: ColdStartTimeline = ColdStartTimeline()
    ) async throws -> Engine {
        let waking = try Waking(configuration, timeline: timeline)
        let database = try await waking.database()
        let source = BootstrapSource(parameters: configuration.parameters, credentials: configuration.credentials)
        let bootstrapper = try Bootstrapper(steps: configuration.steps, source: source, database: database)
        let missing = try MissingExtension(bundle: waking.plan.bundle, directory: configuration.extensionDirectory)
        return Engine(database: database, bootstrapper: bootstrapper, missing: missing, timeline: timeline)
    }

    private init(
        database: Database,
        bootstrapper: Bootstrapper,
        missing: MissingExtension,
        timeline: ColdStartTimeline
    ) {
        self.database = database
        self.bootstrapper = bootstrapper
        self.missing = missing
        self.timeline = timeline
    }

    /// Runs `body` with a cursor of its own on an engine thread and returns what it returns.
    ///
    /// Each call has its own connection: transactions, temporary tables, variables and settings end with it. The cursor
    /// cannot leave the closure. Cancelling the task interrupts the engine, and what a bootstrap step waits for.
    ///
    /// - Parameters:
    ///   - timeline: Where the phases of bootstrap steps are recorded; nil for the engine's own timeline.
    ///   - body: The work.
    /// - Returns: What `body` returns.
    /// - Throws: What `body` throws; `CancellationError` when the task was cancelled.
    public func cursor<T: Sendable>(
        recordingIn timeline: ColdStartTimeline? = nil,
        _ body: @escaping @Sendable (borrowing Cursor) throws -> T
    ) async throws -> T {
        let timeline = timeline ?? self.timeline
        return try await database.withOwnedConnection { [bootstrapper, missing] connection in
            let cursor = Cursor(
                connection: connection,
                bootstrapper: bootstrapper,
                missing: missing,
                timeline: timeline
            )
            return try body(cursor)
        }
    }
}
