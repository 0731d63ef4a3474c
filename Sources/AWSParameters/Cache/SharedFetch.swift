import Synchronization

/// One fetch that any number of tasks wait for.
///
/// It belongs to none of them: a task that is cancelled stops waiting at once, and the fetch goes on for the others.
final class SharedFetch<Value: Sendable>: Sendable {
    private let state = Mutex(State())

    private struct State {
        var outcome: Result<Value, any Error>?
        var waiting: [AsyncStream<Never>.Continuation] = []
    }

    /// The outcome, once there is one.
    ///
    /// - Throws: The fetch's own error, or `CancellationError` when the waiting task is cancelled.
    var value: Value {
        get async throws {
            let (end, continuation) = AsyncStream<Never>.makeStream()
            state.withLock { state in
                if state.outcome == nil { state.waiting.append(continuation) } else { continuation.finish() }
            }
            // Ends with the fetch, and at once when this task is cancelled.
            for await _ in end {}
            guard let outcome = state.withLock({ $0.outcome }) else { throw CancellationError() }
            return try outcome.get()
        }
    }

    func finish(_ outcome: Result<Value, any Error>) {
        let waiting = state.withLock { state in
            state.outcome = outcome
            return state.waiting
        }
        for continuation in waiting { continuation.finish() }
    }
}
