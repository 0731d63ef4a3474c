internal import DuckDBClient
internal import Synchronization

extension Bootstrapper {
    /// Longer than this without a statement, and the steps are told: as long as a replica's idle connections are kept.
    private static let pause = 20.0

    /// A statement begins; by the wall clock, since others may stand still while a function is frozen.
    func resumeAfterPause() {
        let ready: [any BootstrapStep] = state.withLock { state in
            defer { state.running += 1 }
            guard state.running == 0, abs(WallClock.now - state.lastUse) > Self.pause else { return [] }
            return steps.filter { if case .ready = state.progress[$0.name] { true } else { false } }
        }
        // Whatever cancels the statement must not stop half way here. What cannot be renewed shows in the statement, which then
        // recovers as ever.
        for step in ready { try? runner.resume(step) }
    }

    /// A statement has ended.
    func end() {
        state.withLock { state in
            state.running -= 1
            state.lastUse = WallClock.now
        }
    }

    /// Runs again what the engine says is gone, and runs for the first time what it misses.
    ///
    /// - Parameters:
    ///   - error: The statement's.
    ///   - done: What was done when the statement began.
    ///   - use: Whose statement it is.
    /// - Returns: Whether anything has changed since, so that the statement is worth another try.
    /// - Throws: What the first failed step threw; `CancellationError`, `deadlineExceeded`.
    func recover(from error: DuckDBError, _ done: StepsDone, _ use: Use) throws -> Bool {
        let gone = steps.filter { done.contains($0) && $0.isUndone(by: error) && isCredible(error, of: $0) }
        guard !isLost(gone, error) else { return false }
        guard gone.isEmpty else {
            try wait(for: start(gone, use.timeline, forceFetch: true, after: done), use)
            return true
        }
        switch error.code {
        case .catalog, .binder: return try runMissing(pending(calledForBy: [error.message]), use)
        // The engine names the server it asked in vain, not the path: a guess, whose failure says nothing.
        case .http, .io: return (try? runMissing(pending(among: steps.filter(\.hasScheme)), use)) ?? false
        default: return false
        }
    }

    private func runMissing(_ steps: [any BootstrapStep], _ use: Use) throws -> Bool {
        try wait(for: start(steps, use.timeline), use)
        return !steps.isEmpty
    }

    /// Whether a step that was done says that the same statement may succeed when it is run once more.
    func isTransient(_ error: DuckDBError, _ done: StepsDone) -> Bool {
        steps.contains { done.contains($0) && $0.isTransient(error) }
    }

    /// Has the steps that these texts call for run again when they are next needed.
    ///
    /// Not in a locked engine: what is really lost there shows in the next statement.
    func renew(calledForBy texts: [String]) {
        let names = called(by: texts).map(\.name)
        state.withLock { state in
            guard !state.isLocked else { return }
            for name in names { if case .ready = state.progress[name] { state.progress[name] = .stale } }
        }
    }

    /// Names that a statement does not know stand in its error as its author wrote them: the engine itself is asked.
    private func isCredible(_ error: DuckDBError, of step: any BootstrapStep) -> Bool {
        guard step.isDetached(by: error) else { return true }
        return (try? runner.isAttached(step)) == false
    }

    /// Whether the engine is locked and has lost what one of these steps had attached.
    private func isLost(_ gone: [any BootstrapStep], _ error: DuckDBError) -> Bool {
        state.withLock { state in
            guard state.isLocked, gone.contains(where: \.hasCatalog) else { return false }
            state.isSpent = state.isSpent || !error.isOfTheStatement
            return true
        }
    }
}

extension BootstrapStep {
    fileprivate var hasScheme: Bool {
        triggers.contains { if case .scheme = $0 { true } else { false } }
    }

    fileprivate var hasCatalog: Bool {
        triggers.contains { if case .catalog = $0 { true } else { false } }
    }
}
