internal import Dispatch
internal import DuckDBClient
internal import Synchronization

extension Bootstrapper {
    /// While a run that was left behind may still hold a thread and a connection, no other is begun for so long, in seconds.
    private static let rest = 30.0

    func wait(for runs: [Task<Void, any Error>], _ use: Use) throws {
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
    func start(
        _ steps: [any BootstrapStep],
        _ timeline: ColdStartTimeline,
        forceFetch: Bool = false,
        after done: StepsDone? = nil
    ) -> [Task<Void, any Error>] {
        guard !steps.isEmpty else { return [] }
        let needing = forceFetch ? [] : pending(among: withRequirements(steps)).filter { !$0.secrets.isEmpty }
        let batch = needing.count > 1 ? Task { [source = runner.source] in await source.prepare(needing) } : nil
        return state.withLock { state in
            let now = StepsDone(state.progress)
            return steps.compactMap { step in
                switch state.progress[step.name] {
                case .running(let run, _): return run
                case .ready where done.map({ !$0.isSame(step, as: now) }) ?? true: return nil
                case .leftBehind(_, let since) where abs(WallClock.now - since) < Self.rest:
                    return Task { throw BootstrapError.timedOut(step.name, step.timeout ?? .zero) }
                case .ready, .stale, .leftBehind, nil: break
                }
                state.lastRun += 1
                let number = state.lastRun
                let run = Task { try await self.run(step, number, timeline, forceFetch: forceFetch, after: batch) }
                state.progress[step.name] = .running(run, number)
                return run
            }
        }
    }

    private func run(
        _ step: any BootstrapStep,
        _ number: Int,
        _ timeline: ColdStartTimeline,
        forceFetch: Bool,
        after batch: Task<Void, Never>?
    ) async throws {
        do {
            for run in start(requirements(of: step), timeline) { try await run.value }
        } catch {
            end(step, number, isReady: false)
            throw error
        }
        try await inTime(step, number) { [self] in
            do {
                if !step.secrets.isEmpty { await batch?.value }
                let isCurrent: @Sendable () -> Bool = { self.isCurrent(step, number) }
                try await runner.run(step, forceFetch: forceFetch, isCurrent: isCurrent, timeline)
                end(step, number, isReady: true)
            } catch {
                end(step, number, isReady: false)
                throw error
            }
        }
    }

    /// Leaves the work behind when the step's time is over.
    private func inTime(
        _ step: any BootstrapStep,
        _ number: Int,
        _ body: @escaping @Sendable () async throws -> Void
    ) async throws {
        guard let timeout = step.timeout else { return try await body() }
        let race = Race<Void>()
        let work = Task { do { race.finish(.success(try await body())) } catch { race.finish(.failure(error)) } }
        // The timer's thread must not be the one that closes an engine.
        let timer = EngineTimer.timer(after: timeout) { [weak self] in
            self?.leave(step, number)
            race.finish(.failure(BootstrapError.timedOut(step.name, timeout)))
            work.cancel()
        }
        defer { timer.cancel() }
        try await race.result()
    }

    private func leave(_ step: any BootstrapStep, _ number: Int) {
        state.withLock { state in
            guard case .running(_, number) = state.progress[step.name] else { return }
            state.progress[step.name] = .leftBehind(number, since: WallClock.now)
        }
    }

    /// A run has ended; one that was left behind counts as well, unless another has been begun since.
    private func end(_ step: any BootstrapStep, _ number: Int, isReady: Bool) {
        state.withLock { state in
            guard state.isCurrent(step, number) else { return }
            state.progress[step.name] = isReady ? .ready(number) : nil
        }
    }

    private func isCurrent(_ step: any BootstrapStep, _ number: Int) -> Bool {
        state.withLock { $0.isCurrent(step, number) }
    }
}

extension Bootstrapper.State {
    /// Whether no later run of the step has been begun.
    fileprivate func isCurrent(_ step: any BootstrapStep, _ number: Int) -> Bool {
        switch progress[step.name] {
        case .running(_, number), .leftBehind(number, _): true
        default: false
        }
    }
}
