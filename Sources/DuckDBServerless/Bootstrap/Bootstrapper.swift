internal import AWSParameters
internal import Dispatch
internal import DuckDBClient
internal import Synchronization

/// Runs the steps that statements need, each once and independent ones at the same time, and keeps which have run.
///
/// A step's run belongs to nobody: whoever needs it waits for it, and one who stops waiting does not end it. It ends by itself,
/// at the latest when the step's own time is over.
final class Bootstrapper: Sendable {
    let steps: [any BootstrapStep]
    private let runner: StepRunner
    private let state = Mutex(State())

    private struct State {
        var progress: [String: StepProgress] = [:]
        var lastRun = 0
        /// The engine attaches nothing any more.
        var isLocked = false
        /// Something attached is gone, and the engine is locked.
        var isSpent = false
        var lastUse = WallClock.now
    }

    /// Longer than this between two statements, and the steps are told: as long as a replica's idle connections are kept.
    private static let pause = 20.0

    /// - Throws: `BootstrapError` with code `duplicateStep` or `circularRequirement`.
    init(steps: [any BootstrapStep], runner: StepRunner) throws(BootstrapError) {
        self.steps = steps
        self.runner = runner
        try checkNames()
        for step in steps { try checkRequirements(of: step, above: []) }
    }

    /// Runs the steps that these texts call for and that have not run yet.
    ///
    /// Blocks an engine thread.
    ///
    /// - Returns: Which steps are done now.
    /// - Throws: What the first failed step threw; `CancellationError`, `deadlineExceeded`.
    @discardableResult
    func run(for texts: [String], _ use: Use) throws -> StepsDone {
        resumeAfterPause(use)
        let needed = pending(calledForBy: texts)
        if !needed.isEmpty { try wait(for: start(needed, use.timeline), use) }
        return StepsDone(state.withLock { $0.progress })
    }

    /// Runs the steps that are not to wait for a statement; one that fails is tried again when a statement needs it.
    func runEager(_ timeline: ColdStartTimeline) async {
        for run in start(steps.filter(\.isEager), timeline) { _ = await run.result }
    }

    /// Runs all steps.
    ///
    /// - Throws: What the first failed step threw.
    func runAll(_ timeline: ColdStartTimeline) async throws {
        for run in start(steps, timeline) { try await run.value }
    }

    /// From now on nothing that attaches a catalog runs again: what is detached could not be attached any more.
    func lock() {
        state.withLock { $0.isLocked = true }
    }

    /// Whether something that was attached is gone for good.
    var isSpent: Bool { state.withLock(\.isSpent) }

    /// Runs again what the engine says is gone, and runs for the first time what it misses.
    ///
    /// - Parameters:
    ///   - error: The statement's.
    ///   - done: What was done when the statement began.
    ///   - use: Whose statement it is.
    /// - Returns: Whether anything has changed since, so that the statement is worth another try.
    /// - Throws: What the first failed step threw; `CancellationError`, `deadlineExceeded`.
    func recover(from error: DuckDBError, _ done: StepsDone, _ use: Use) throws -> Bool {
        let gone = steps.filter { done.contains($0) && $0.isUndone(by: error) }
        guard !isLost(gone) else { return false }
        guard gone.isEmpty else {
            try wait(for: start(gone, use.timeline, forceFetch: true, after: done), use)
            return true
        }
        switch error.code {
        case .catalog, .binder: return try runAll(pending(calledForBy: [error.message]), use)
        // The engine names the server it asked in vain, not the path: a guess, whose failure says nothing.
        case .http, .io: return (try? runAll(pending(where: \.hasScheme), use)) ?? false
        default: return false
        }
    }

    /// Whether a step that was done says that the same statement may succeed when it is run once more.
    func isTransient(_ error: DuckDBError, _ done: StepsDone) -> Bool {
        steps.contains { done.contains($0) && $0.isTransient(error) }
    }

    /// By the wall clock, since others may stand still while a function is frozen.
    private func resumeAfterPause(_ use: Use) {
        let now = WallClock.now
        let ready: [any BootstrapStep] = state.withLock { state in
            defer { state.lastUse = now }
            guard abs(now - state.lastUse) > Self.pause else { return [] }
            return steps.filter { if case .ready = state.progress[$0.name] { true } else { false } }
        }
        // What cannot be renewed shows in the statement, which then recovers as ever.
        for step in ready { try? runner.resume(step, use.interruption) }
    }

    /// Whether the engine is locked and has lost what one of these steps had attached.
    private func isLost(_ gone: [any BootstrapStep]) -> Bool {
        state.withLock { state in
            guard state.isLocked, gone.contains(where: \.hasCatalog) else { return false }
            state.isSpent = true
            return true
        }
    }

    /// Has the steps that these texts call for run again when they are next needed.
    func renew(calledForBy texts: [String]) {
        let called = called(by: texts)
        guard !isLost(called) else { return }
        let names = called.map(\.name)
        state.withLock { state in
            for name in names { if case .ready = state.progress[name] { state.progress[name] = .stale } }
        }
    }
}

// Which steps

extension Bootstrapper {
    private func called(by texts: [String]) -> [any BootstrapStep] {
        guard !steps.isEmpty else { return [] }
        let texts = texts.map(FoldedText.init)
        return steps.filter { step in
            step.triggers.contains { trigger in texts.contains { trigger.occurs(in: $0) } }
        }
    }

    private func pending(calledForBy texts: [String]) -> [any BootstrapStep] {
        pending(where: { _ in true }).isEmpty ? [] : pending(among: called(by: texts))
    }

    private func pending(where isNeeded: (any BootstrapStep) -> Bool) -> [any BootstrapStep] {
        pending(among: steps.filter(isNeeded))
    }

    private func pending(among steps: [any BootstrapStep]) -> [any BootstrapStep] {
        let progress = state.withLock { $0.progress }
        return steps.filter { if case .ready = progress[$0.name] { false } else { true } }
    }

    /// The steps that this one builds on.
    private func requirements(of step: any BootstrapStep) -> [any BootstrapStep] {
        called(by: step.requirements).filter { $0.name != step.name }
    }

    private func checkNames() throws(BootstrapError) {
        for (index, step) in steps.enumerated() where steps[..<index].contains(where: { $0.name == step.name }) {
            throw BootstrapError(
                .duplicateStep,
                step: step.name,
                "There are two steps of this name.",
                remedy: "Give each step a name of its own."
            )
        }
    }

    private func checkRequirements(of step: any BootstrapStep, above: [String]) throws(BootstrapError) {
        guard !above.contains(step.name) else {
            throw BootstrapError(
                .circularRequirement,
                step: step.name,
                "It builds on itself, by way of \(above.joined(separator: ", ")).",
                remedy: "Have one of these steps name nothing of the others."
            )
        }
        for requirement in requirements(of: step) { try checkRequirements(of: requirement, above: above + [step.name]) }
    }
}

// Runs

extension Bootstrapper {
    private func runAll(_ steps: [any BootstrapStep], _ use: Use) throws -> Bool {
        try wait(for: start(steps, use.timeline), use)
        return !steps.isEmpty
    }

    private func wait(for runs: [Task<Void, any Error>], _ use: Use) throws {
        for run in runs { try EngineThreadWait.result(use.interruption) { try await run.value } }
    }

    /// Starts the steps that are not running or done, and finds the runs of the others.
    ///
    /// - Parameters:
    ///   - steps: The steps.
    ///   - timeline: Where their phases are recorded.
    ///   - forceFetch: Whether their secrets and credentials are fetched anew.
    ///   - done: Where given, a step that is still done as it was then runs again.
    /// - Returns: The runs to wait for.
    private func start(
        _ steps: [any BootstrapStep],
        _ timeline: ColdStartTimeline,
        forceFetch: Bool = false,
        after done: StepsDone? = nil
    ) -> [Task<Void, any Error>] {
        guard !steps.isEmpty else { return [] }
        let batch = Task { [runner] in if !forceFetch { await runner.source.prepare(steps) } }
        return state.withLock { state in
            let now = StepsDone(state.progress)
            return steps.compactMap { step in
                switch state.progress[step.name] {
                case .running(let run): return run
                case .ready where done.map({ !$0.isSame(step, as: now) }) ?? true: return nil
                case .ready, .stale, nil: break
                }
                state.lastRun += 1
                let number = state.lastRun
                let run = Task { try await self.run(step, number, timeline, forceFetch: forceFetch, after: batch) }
                state.progress[step.name] = .running(run)
                return run
            }
        }
    }

    private func run(
        _ step: any BootstrapStep,
        _ number: Int,
        _ timeline: ColdStartTimeline,
        forceFetch: Bool,
        after batch: Task<Void, Never>
    ) async throws {
        do {
            try await inTime(step) { [self] in
                for run in start(requirements(of: step), timeline) { try await run.value }
                if !step.secrets.isEmpty { await batch.value }
                try await runner.run(step, forceFetch: forceFetch, timeline)
            }
            state.withLock { $0.progress[step.name] = .ready(number) }
        } catch {
            state.withLock { $0.progress[step.name] = nil }
            throw error
        }
    }

    /// Leaves the work behind when the step's time is over.
    private func inTime(_ step: any BootstrapStep, _ body: @escaping @Sendable () async throws -> Void) async throws {
        guard let timeout = step.timeout else { return try await body() }
        let race = Race<Void>()
        let work = Task { do { race.finish(.success(try await body())) } catch { race.finish(.failure(error)) } }
        let timer = EngineTimer.timer(after: timeout) {
            race.finish(.failure(BootstrapError.timedOut(step.name, timeout)))
            work.cancel()
        }
        defer { timer.cancel() }
        try await race.result()
    }
}

extension Bootstrapper {
    /// For whom steps run: what cancels them, and where their time is recorded.
    struct Use {
        let interruption: Interruption
        let timeline: ColdStartTimeline
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
