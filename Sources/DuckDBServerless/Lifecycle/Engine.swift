internal import DuckDBClient

/// A woken engine: resources set, extensions and bootstrap steps waiting to be needed.
///
/// Make one in a function's INIT phase and keep it: `wake` costs tens of milliseconds, a cursor some ten microseconds. All
/// of it may be used from any task.
public final class Engine: Sendable {
    let parts: EngineParts
    /// What waking and the first use of each step took.
    public let timeline: ColdStartTimeline

    /// Wakes an engine with a database in memory.
    ///
    /// Nothing is fetched from the network, no extension, no secret, no connection, unless the configuration lets extensions
    /// be installed, a step is eager or the engine hardened, or all queries of a QueryFunction need its secrets. The engine's
    /// threads do the work, and no task is blocked.
    ///
    /// - Parameters:
    ///   - configuration: Bundle, resources and steps.
    ///   - timeline: Where the phases are recorded.
    /// - Returns: The engine, ready for cursors.
    /// - Throws: `ExtensionError` when an extension is not in the bundle or is not the file that was baked, `BootstrapError`
    ///   for steps that do not go together, `DuckDBError` when the engine refuses a setting. No engine is kept that
    ///   did not wake.
    public static func wake(
        _ configuration: EngineConfiguration,
        timeline: ColdStartTimeline = ColdStartTimeline()
    ) async throws -> Engine {
        try await wake(configuration, claim: nil, timeline: timeline)
    }

    /// Wakes an engine with the database in a file, which it holds until it is closed, or in memory.
    static func wake(
        _ configuration: EngineConfiguration,
        claim: DatabaseClaim?,
        timeline: ColdStartTimeline
    ) async throws -> Engine {
        try Bootstrapper.check(configuration.steps)
        let waking = try Waking(configuration, timeline: timeline)
        let source = BootstrapSource(parameters: configuration.parameters, credentials: configuration.credentials)
        let foreseen = Bootstrapper.foreseen(configuration)
        waking.begin(foreseen)
        let fetch = secrets(of: foreseen, from: source, timeline)
        let (database, loader) = try await waking.engine(claim)
        let runner = StepRunner(source: source, database: database, loader: loader)
        let bootstrapper = Bootstrapper(steps: configuration.steps, runner: runner)
        let missing = try MissingExtension(bundle: waking.plan.bundle, directory: configuration.extensionDirectory)
        let parts = EngineParts(
            database: database,
            loader: loader,
            bootstrapper: bootstrapper,
            missing: missing,
            authorizer: configuration.hardened.map(StatementAuthorizer.init)
        )
        if let profile = configuration.hardened {
            try await harden(parts, profile, timeline)
        } else {
            await bootstrapper.runEager(timeline)
        }
        // A freeze behind INIT could cut the request. What takes longer is for the statements that need it to wait for.
        _ = try? await fetch?.value(within: .seconds(1))
        return Engine(parts: parts, timeline: timeline)
    }

    /// Begins to fetch what steps are going to need; whoever needs it then waits for it, or finds it known.
    private static func secrets(
        of steps: [any BootstrapStep],
        from source: BootstrapSource,
        _ timeline: ColdStartTimeline
    ) -> Task<Void, any Error>? {
        guard steps.contains(where: { !$0.secrets.isEmpty }) else { return nil }
        return Task { try await timeline.measure("parameters") { await source.prepare(steps) } }
    }

    /// Everything that needs a LOAD or an ATTACH comes before the lock.
    private static func harden(
        _ parts: EngineParts,
        _ profile: HardenedProfile,
        _ timeline: ColdStartTimeline
    ) async throws {
        try await EngineThreads.shared.run { try parts.loader.settle(timeline) }
        try await parts.bootstrapper.runAll(timeline)
        try await timeline.measure("lock down") {
            try await parts.database.withConnection { connection in try profile.lockDown(connection) }
        }
        parts.bootstrapper.lock()
    }

    /// Whether the engine is of no use any more.
    ///
    /// Something that it had attached is gone for good, as after a password was rotated: of a hardened engine, which attaches
    /// nothing any more. Or a fault of its own has made the engine give itself up.
    ///
    /// A ``DuckDBEnvironment`` wakes another one in its place, for the next call. Who keeps an engine of its own does so too.
    public var isSpent: Bool { parts.bootstrapper.isSpent }

    private init(parts: EngineParts, timeline: ColdStartTimeline) {
        self.parts = parts
        self.timeline = timeline
    }

    /// How long a closure may take to end after its deadline or a cancellation, before it is left behind.
    private static let grace = Duration.milliseconds(250)

    /// Runs `body` with a cursor of its own on an engine thread and returns what it returns.
    ///
    /// Each call has its own connection: transactions, temporary tables, variables and settings end with it. The cursor
    /// cannot leave the closure. Cancelling the task interrupts the engine, and what a bootstrap step waits for.
    ///
    /// What nothing can interrupt, such as a call that waits in a socket for a server that is gone, is left behind a quarter
    /// of a second after the deadline or the cancellation: it ends by itself, what it returns is dropped, and what it had
    /// attached is attached anew for the next statement that needs it.
    ///
    /// - Parameters:
    ///   - timeout: How long the engine, bootstrap included, may work for the closure; nil for as long as it takes.
    ///   - timeline: Where the phases of bootstrap steps are recorded; nil for the engine's own timeline.
    ///   - body: The work.
    /// - Returns: What `body` returns.
    /// - Throws: What `body` throws, with the code `deadlineExceeded` from its statements once the time is over;
    ///   `CancellationError` when the task was cancelled.
    @discardableResult
    public func cursor<T: Sendable>(
        timeout: Duration? = nil,
        recordingIn timeline: ColdStartTimeline? = nil,
        _ body: @escaping @Sendable (borrowing Cursor) throws -> T
    ) async throws -> T {
        let timeline = timeline ?? self.timeline
        let current = CurrentStatement()
        do {
            return try await cursor(timeout, timeline, current, body)
        } catch let error as DuckDBError where error.code == .fatal || error.code == .internal {
            // From here on the engine answers every statement of every cursor with this.
            parts.bootstrapper.spend()
            throw error
        }
    }

    private func cursor<T: Sendable>(
        _ timeout: Duration?,
        _ timeline: ColdStartTimeline,
        _ current: CurrentStatement,
        _ body: @escaping @Sendable (borrowing Cursor) throws -> T
    ) async throws -> T {
        try await parts.database.withOwnedConnection(
            timeout: timeout,
            grace: Self.grace,
            // Whoever waits to see that the engine is closed is not to wait for this.
            onLeaving: { [weak bootstrapper = parts.bootstrapper] in bootstrapper?.renew(calledForBy: current.texts) }
        ) { [parts] connection in
            let cursor = Cursor(connection: connection, parts: parts, current: current, timeline: timeline)
            return try body(cursor)
        }
    }
}
