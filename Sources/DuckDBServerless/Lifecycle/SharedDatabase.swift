internal import Synchronization

/// A logical database: its engine, woken once however many tasks ask for it at the same time.
final class SharedDatabase: Sendable {
    private let name: String
    private let timeline: ColdStartTimeline?
    private let state = Mutex<Wake?>(nil)

    private struct Wake {
        let steps: [any BootstrapStep]
        let task: Task<Engine, any Error>
    }

    init(name: String, timeline: ColdStartTimeline?) {
        self.name = name
        self.timeline = timeline
    }

    /// - Throws: What the wake throws; a wake that failed is tried again by the next call. `BootstrapError` with code
    ///   `conflictingBootstrap`.
    func engine(_ configuration: EngineConfiguration, within timeout: Duration?) async throws -> Engine {
        let start = ContinuousClock.now
        let task = try task(configuration)
        let engine = try await task.value(within: timeout)
        guard engine.isSpent else { return engine }
        forget(task)
        return try await self.engine(configuration, within: .left(of: timeout, since: start))
    }

    /// What failed is forgotten before anybody hears of it, so that the next call tries again.
    private func wake(_ configuration: EngineConfiguration) async throws -> Engine {
        do {
            return try await Engine.wake(configuration, timeline: timeline ?? ColdStartTimeline())
        } catch {
            state.withLock { $0 = nil }
            throw error
        }
    }

    private func forget(_ task: Task<Engine, any Error>) {
        state.withLock { if $0?.task == task { $0 = nil } }
    }

    private func task(_ configuration: EngineConfiguration) throws(BootstrapError) -> Task<Engine, any Error> {
        let wake = state.withLock { state in
            let wake = state ?? Wake(steps: configuration.steps, task: Task { try await self.wake(configuration) })
            state = wake
            return wake
        }
        let isSame = Set(wake.steps.map { AnyHashable($0) }) == Set(configuration.steps.map { AnyHashable($0) })
        guard isSame else { throw .conflictingBootstrap(configuration.steps, of: name) }
        return wake.task
    }
}

extension BootstrapError {
    fileprivate static func conflictingBootstrap(_ steps: [any BootstrapStep], of database: String) -> BootstrapError {
        BootstrapError(
            .conflictingBootstrap,
            step: steps.map(\.name).joined(separator: ", "),
            "The database \"\(database)\" is awake with other steps, or with the same steps set otherwise.",
            remedy: "Give the work a database of another name, or a session, or put the steps into the configuration."
        )
    }
}
