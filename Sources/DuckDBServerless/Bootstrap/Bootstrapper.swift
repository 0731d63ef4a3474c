internal import DuckDBClient
internal import Synchronization

/// Runs the steps that statements need, each once and independent ones at the same time, and keeps which have run.
///
/// A step's run belongs to nobody: whoever needs it waits for it, and one who stops waiting does not end it. All stop waiting
/// when the step's own time is over.
final class Bootstrapper: Sendable {
    let steps: [any BootstrapStep]
    let runner: StepRunner
    let state = Mutex(State())

    struct State {
        var progress: [String: StepProgress] = [:]
        var lastRun = 0
        /// The engine attaches nothing any more.
        var isLocked = false
        /// Something attached is gone, and the engine is locked.
        var isSpent = false
        /// Statements that have begun and not ended.
        var running = 0
        var lastUse = WallClock.now
    }

    /// Takes steps that go together: see ``check(_:)``.
    init(steps: [any BootstrapStep], runner: StepRunner) {
        self.steps = steps
        self.runner = runner
    }

    /// A statement begins: runs the steps that it calls for and that have not run yet.
    ///
    /// Blocks an engine thread.
    ///
    /// - Parameters:
    ///   - texts: The statement and its text parameters.
    ///   - use: Whose statement it is.
    /// - Returns: Which steps are done now.
    /// - Throws: What the first failed step threw; `CancellationError`, `deadlineExceeded`.
    func run(for texts: [String], _ use: Use) throws -> StepsDone {
        resumeAfterPause()
        let needed = pending(calledForBy: texts)
        if !needed.isEmpty { try wait(for: start(needed, use.timeline), use) }
        return StepsDone(state.withLock { $0.progress })
    }

    /// Runs the steps that are not to wait for a statement; one that fails is tried again when a statement needs it.
    func runEager(_ timeline: ColdStartTimeline) async {
        for run in start(steps.filter(\.isEager), timeline) { _ = await run.result }
    }

    /// Runs all steps, and returns when none runs any more.
    ///
    /// - Throws: What the first failed step threw.
    func runAll(_ timeline: ColdStartTimeline) async throws {
        var results: [Result<Void, any Error>] = []
        for run in start(steps, timeline) { results.append(await run.result) }
        for result in results { try result.get() }
    }

    /// From now on nothing that attaches a catalog runs again: what is detached could not be attached any more.
    func lock() {
        state.withLock { $0.isLocked = true }
    }

    /// Whether something that was attached is gone for good, or the engine has given itself up.
    var isSpent: Bool { state.withLock(\.isSpent) }

    /// The engine has given itself up: after a fault of its own it answers nothing any more.
    func spend() {
        state.withLock { $0.isSpent = true }
    }
}

extension Bootstrapper {
    /// For whom steps run: what cancels them, and where their time is recorded.
    struct Use {
        let interruption: Interruption
        let timeline: ColdStartTimeline
    }
}
