internal import Synchronization

/// The first of several results, for one task that waits for it.
package final class Race<T: Sendable>: Sendable {
    private enum State {
        case running
        case awaited(CheckedContinuation<T, any Error>)
        case finished(Result<T, any Error>)
        case taken
    }

    private let state = Mutex(State.running)
    private let overdue = Mutex<(any Error)?>(nil)

    package init() {}

    /// From now on a failure means that the time is up, whatever it says.
    package func isOverdue(_ error: any Error) {
        overdue.withLock { $0 = error }
    }

    /// Ends the race; any later result is dropped.
    ///
    /// - Returns: Whether this result is the first.
    @discardableResult
    package func finish(_ result: Result<T, any Error>) -> Bool {
        let result = result.mapError { error in overdue.withLock { $0 } ?? error }
        let (isFirst, waiting): (Bool, CheckedContinuation<T, any Error>?) = state.withLock { state in
            switch state {
            case .running:
                state = .finished(result)
                return (true, nil)
            case .awaited(let continuation):
                state = .taken
                return (true, continuation)
            case .finished, .taken: return (false, nil)
            }
        }
        waiting?.resume(with: result)
        return isFirst
    }

    /// Waits for the first result; to be called once.
    package func result() async throws -> T {
        try await withCheckedThrowingContinuation { continuation in
            let finished: Result<T, any Error>? = state.withLock { state in
                guard case .finished(let result) = state else {
                    state = .awaited(continuation)
                    return nil
                }
                state = .taken
                return result
            }
            if let finished { continuation.resume(with: finished) }
        }
    }
}
