internal import DuckDBClient
internal import Synchronization

/// The engines of a program: one for each logical database, shared by all who ask for it, and one for each session.
///
/// ```swift
/// let environment = DuckDBEnvironment(try .environment())
/// let total = try await environment.cursor { try $0.fetchOne(Int64.self, "SELECT count(*) FROM pg_replica.orders") }
/// ```
///
/// A value to be injected; nothing of it is global. A handler that wants two lines uses the functions ``cursor(database:bootstrap:timeout:_:)``
/// and ``session(bootstrap:hardened:timeout:_:)``, which go to ``process``. Engines are woken by the first call that needs them, once however many
/// calls come at the same time; a wake that failed is tried again by the next call.
public final class DuckDBEnvironment: Sendable {
    /// The environment of the process, which the environment variables configure when it is first used.
    public static let process = DuckDBEnvironment { try .environment() }

    private let configure: @Sendable () throws -> EngineConfiguration
    private let configuration = Mutex<EngineConfiguration?>(nil)
    private let databases = Mutex<[String: SharedDatabase]>([:])

    private let timeline: ColdStartTimeline?

    /// Takes the configuration of its engines.
    ///
    /// - Parameters:
    ///   - configuration: What its engines are woken with.
    ///   - timeline: Where waking the databases is recorded; nil for a timeline of each engine's own.
    public convenience init(_ configuration: EngineConfiguration, timeline: ColdStartTimeline? = nil) {
        self.init(timeline: timeline) { configuration }
    }

    init(
        timeline: ColdStartTimeline? = nil,
        configure: @escaping @Sendable () throws -> EngineConfiguration
    ) {
        self.timeline = timeline
        self.configure = configure
    }

    /// The configuration, read once; what failed to be read is read again.
    func engineConfiguration(_ bootstrap: [any BootstrapStep]? = nil) throws -> EngineConfiguration {
        var configuration = try configuration.withLock { known in
            let configuration = try known ?? configure()
            known = configuration
            return configuration
        }
        if let bootstrap { configuration.steps = bootstrap }
        return configuration
    }

    /// Runs `body` with a cursor of a logical database's shared engine.
    ///
    /// Each call has its own connection: an open transaction, temporary objects, variables, `USE` and settings of the session end with it.
    /// Tables that it makes stay in the engine's memory, for as long as the environment lives.
    ///
    /// - Parameters:
    ///   - database: The logical database, by a name of your choosing; each has an engine of its own.
    ///   - bootstrap: The steps it is to have; nil for those of the configuration.
    ///   - timeout: How long the engine, waking and bootstrap included, may work for the closure; nil for as long as it takes.
    ///   - body: The work, on an engine thread.
    /// - Returns: What `body` returns.
    /// - Throws: What `body` throws, and what waking can throw; `BootstrapError` with code `conflictingBootstrap` when the
    ///   database is awake with other steps; otherwise as ``Engine/cursor(timeout:recordingIn:_:)``.
    @discardableResult
    public func cursor<T: Sendable>(
        database: String = "main",
        bootstrap: [any BootstrapStep]? = nil,
        timeout: Duration? = nil,
        _ body: @escaping @Sendable (borrowing Cursor) throws -> T
    ) async throws -> T {
        let start = ContinuousClock.now
        let engine = try await engine(database: database, bootstrap: bootstrap, timeout: timeout)
        return try await engine.cursor(timeout: .left(of: timeout, since: start), body)
    }

    /// The engine of a logical database, woken if it is not yet: to pay for the wake in a function's INIT phase.
    ///
    /// - Parameters:
    ///   - database: The logical database.
    ///   - bootstrap: The steps it is to have; nil for those of the configuration.
    ///   - timeout: How long to wait for the wake, which goes on afterwards; nil for as long as it takes.
    /// - Returns: The engine, which all who name the database share.
    /// - Throws: As ``cursor(database:bootstrap:timeout:_:)``.
    @discardableResult
    public func engine(
        database: String = "main",
        bootstrap: [any BootstrapStep]? = nil,
        timeout: Duration? = nil
    ) async throws -> Engine {
        let configuration = try engineConfiguration(bootstrap)
        let shared = databases.withLock { databases in
            let shared = databases[database] ?? SharedDatabase(name: database, timeline: timeline)
            databases[database] = shared
            return shared
        }
        return try await shared.engine(configuration, within: timeout)
    }

    /// Forgets the engine of a logical database, which closes when the cursors that run have ended.
    ///
    /// For a program with many databases, such as one for each tenant, of which each takes memory until then. The next cursor of that
    /// name wakes another engine, whose database is empty.
    public func close(database: String = "main") {
        databases.withLock { _ = $0.removeValue(forKey: database) }
    }

    /// Runs `body` with a cursor of an engine of its own, which ends with the call, whatever happened in it.
    ///
    /// Settings, attachments, tables and secrets of a session reach no other and no shared database. Costs a wake, some 20 ms, and the
    /// steps that it uses.
    ///
    /// - Parameters:
    ///   - bootstrap: The steps it is to have; nil for those of the configuration.
    ///   - hardened: For SQL that others wrote, what it may read; nil for what the configuration says.
    ///   - timeout: How long the engine, waking and bootstrap included, may work for the closure; nil for as long as it takes.
    ///   - body: The work, on an engine thread.
    /// - Returns: What `body` returns, when the engine is closed.
    /// - Throws: What `body` throws, and what waking can throw; otherwise as ``Engine/cursor(timeout:recordingIn:_:)``.
    @discardableResult
    public func session<T: Sendable>(
        bootstrap: [any BootstrapStep]? = nil,
        hardened: HardenedProfile? = nil,
        timeout: Duration? = nil,
        _ body: @escaping @Sendable (borrowing Cursor) throws -> T
    ) async throws -> T {
        var configuration = try engineConfiguration(bootstrap)
        configuration.hardened = hardened ?? configuration.hardened
        let (start, waking) = (
            ContinuousClock.now, Task { [configuration] in OwnedEngine(try await Engine.wake(configuration)) }
        )
        let engine: OwnedEngine
        do {
            engine = try await waking.value(within: timeout)
        } catch {
            // Given up, but not by the wake.
            Task { await (try? waking.value)?.close() }
            throw error
        }
        let result: Result<T?, any Error>
        do { result = .success(try await engine.cursor(timeout: .left(of: timeout, since: start), body)) } catch {
            result = .failure(error)
        }
        await engine.close()
        // Nobody else has the engine, so nobody has closed it before.
        guard let value = try result.get() else { throw CancellationError() }
        return value
    }
}
