internal import DuckDBClient
internal import Logging
internal import Synchronization

/// A database in a file, with a life that its owner decides: for dependency injection, and for what has to outlive an invocation.
///
/// ```swift
/// let scores = try DuckDB(name: "scores", cleanOnStart: true)
/// try await scores.cursor { try $0.execute("CREATE TABLE IF NOT EXISTS scores (player VARCHAR, points INTEGER)") }
/// try await scores.destroy()
/// ```
///
/// The file is `NAME.duckdb` in a directory that can be written to, on Lambda `/tmp`, which lasts as long as the environment does.
/// Only one process can have the file open, and one `DuckDB` of a process. The engine wakes with the first cursor. Whoever makes one
/// calls ``destroy(removingFile:)``: one that is forgotten stops a debug build, and is closed with a warning in a release build.
public final class DuckDB: Sendable {
    /// The database's name.
    public let name: String
    /// The path of its file.
    public var path: String { file.path }

    private let file: DatabasePath
    private let claim: DatabaseClaim
    private let environment: DuckDBEnvironment
    private let bootstrap: [any BootstrapStep]?
    private let state = Mutex(State.asleep)

    private enum State {
        case asleep
        case awake(Task<OwnedEngine, any Error>)
        case destroyed
    }

    /// Claims the name and, if asked to, removes what an earlier life has left.
    ///
    /// - Parameters:
    ///   - name: Letters, digits, `_` and `-`, at most 64.
    ///   - cleanOnStart: Whether the file, its log and its spill folder are removed first.
    ///   - directory: Where the file is; it must exist.
    ///   - bootstrap: The steps it is to have; nil for those of the environment's configuration.
    ///   - environment: Whose configuration its engine has.
    /// - Throws: ``DuckDBLifecycleError``: `invalidName`, `nameInUse`, `fileInUse` when another process has the file open and it is to be
    ///   cleaned, `unwritable`.
    public init(
        name: String,
        cleanOnStart: Bool = false,
        directory: String = "/tmp",
        bootstrap: [any BootstrapStep]? = nil,
        in environment: DuckDBEnvironment = .process
    ) throws(DuckDBLifecycleError) {
        self.name = name
        self.environment = environment
        self.bootstrap = bootstrap
        let file = try DatabasePath(name: name, directory: directory)
        let claim = try file.claim()
        do throws(DuckDBLifecycleError) {
            if cleanOnStart { try file.remove() }
        } catch {
            claim.release()
            throw error
        }
        self.claim = claim
        // Last: from here on there is something to destroy.
        self.file = file
    }

    /// Runs `body` with a cursor of the database; the first call wakes the engine.
    ///
    /// - Parameters:
    ///   - timeout: How long the engine, waking and bootstrap included, may work for the closure; nil for as long as it takes.
    ///   - body: The work, on an engine thread.
    /// - Returns: What `body` returns.
    /// - Throws: ``DuckDBLifecycleError`` with code `destroyed`; what `body` throws, and what waking can throw, the engine's `io` when
    ///   another process has the file open among it; otherwise as ``Engine/cursor(timeout:recordingIn:_:)``.
    @discardableResult
    public func cursor<T: Sendable>(
        timeout: Duration? = nil,
        _ body: @escaping @Sendable (borrowing Cursor) throws -> T
    ) async throws -> T {
        let start = ContinuousClock.now
        while true {
            let engine = try await engine(within: .left(of: timeout, since: start))
            // Nil where it was closed since, for one that can attach what this one has lost.
            if let value = try await engine.cursor(timeout: .left(of: timeout, since: start), body) { return value }
        }
    }

    /// The engine, woken if it is not yet, and another one where that has lost what it cannot attach again.
    private func engine(within timeout: Duration?) async throws -> OwnedEngine {
        let waking = try waking()
        let engine = try await waking.value(within: timeout)
        guard engine.isSpent else { return engine }
        await engine.close()
        let isClosed = await claim.isClosed()
        let isFirst = state.withLock { state in
            guard case .awake(waking) = state else { return false }
            if isClosed { state = .asleep }
            return true
        }
        guard isClosed || !isFirst else { throw DuckDBLifecycleError.heldOpen(name, path) }
        return try await self.waking().value(within: timeout)
    }

    /// Closes the database and gives its name free; further calls do nothing.
    ///
    /// New cursors are refused at once. Those that run end first: cancel their tasks where that must not take long. A call that
    /// was left behind keeps the file open, and the name in use, until it ends.
    ///
    /// - Parameter removingFile: Whether the file, its log and its spill folder are removed, too.
    /// - Throws: ``DuckDBLifecycleError`` with code `fileInUse` or `unwritable` when they cannot be removed; the database is
    ///   destroyed all the same.
    public func destroy(removingFile: Bool = false) async throws {
        let previous = state.withLock { state in
            defer { state = .destroyed }
            return state
        }
        if case .destroyed = previous { return }
        defer { claim.release() }
        if case .awake(let task) = previous, let engine = try? await task.value { await engine.close() }
        let isClosed = await claim.isClosed()
        guard removingFile else { return }
        guard isClosed else { throw DuckDBLifecycleError.heldOpen(name, path) }
        try file.remove()
    }

    deinit {
        if case .destroyed = state.withLock({ $0 }) { return }
        claim.release()
        Logger(label: "duckdb-serverless").warning(
            "A DuckDB was never destroyed: call destroy() when it is not needed any more",
            metadata: ["name": "\(name)"]
        )
        assertionFailure("DuckDB \"\(name)\" was never destroyed. Call destroy() when it is not needed any more.")
    }

    /// What failed to wake is forgotten before anybody hears of it.
    private func sleep() {
        state.withLock { if case .awake = $0 { $0 = .asleep } }
    }

    private func waking() throws(DuckDBLifecycleError) -> Task<OwnedEngine, any Error> {
        let task = state.withLock { state -> Task<OwnedEngine, any Error>? in
            switch state {
            case .destroyed: return nil
            case .awake(let task): return task
            case .asleep:
                // Whoever forgets this object meanwhile does not give the file away.
                claim.retain()
                let task = Task { [weak self, environment, bootstrap, claim] in
                    defer { claim.release() }
                    do {
                        return try await environment.engine(claim, bootstrap)
                    } catch {
                        self?.sleep()
                        throw error
                    }
                }
                state = .awake(task)
                return task
            }
        }
        guard let task else { throw .destroyed(name) }
        return task
    }
}

extension DuckDBEnvironment {
    /// An engine on a file, which is held until it is closed.
    fileprivate func engine(_ claim: DatabaseClaim, _ bootstrap: [any BootstrapStep]?) async throws -> OwnedEngine {
        let configuration = try engineConfiguration(bootstrap)
        let timeline = ColdStartTimeline()
        return OwnedEngine(try await Engine.wake(configuration, claim: claim, timeline: timeline))
    }
}
