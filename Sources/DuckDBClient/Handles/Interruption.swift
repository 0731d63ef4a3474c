internal import CDuckDB
internal import Synchronization

/// Ends what runs for one cursor, from any thread: engine calls on its connections, and work it waits for.
///
/// The engine forgets an interrupt that comes just before a statement starts, and one that comes late would hit the next
/// statement. So every blocking call says when it begins and ends, and while it runs it is interrupted again and again,
/// under the lock that its end takes. What is to stop the cursor between two calls makes the next one fail instead.
package final class Interruption: Sendable {
    let state = Mutex(State())

    package init() {}

    /// Interrupts until the running call returns, or makes the next one fail; the calls after that run as ever.
    package func cancel() {
        let cancelWait = state.withLock { state in
            state.isCancelled = true
            state.isCancellationDue = true
            return state.cancelWait
        }
        cancelWait?()
        startPulsing()
    }

    /// Does nothing until the cursor is cancelled.
    ///
    /// - Throws: `CancellationError` after a `cancel()`, which lets the next engine call run.
    package func check() throws {
        let isCancelled = state.withLock { state in
            state.isCancellationDue = false
            return state.isCancelled
        }
        if isCancelled { throw CancellationError() }
    }

    /// Runs `body`, which waits for other work, and cancels that work when the cursor is cancelled, or its deadline comes,
    /// meanwhile.
    ///
    /// - Throws: What `body` throws; `deadlineExceeded`, or `CancellationError` when the cursor was cancelled before.
    package func waiting<T>(cancelling cancel: @escaping @Sendable () -> Void, _ body: () throws -> T) throws -> T {
        let isOver = state.withLock { state in
            state.cancelWait = cancel
            return state.isCancelled || state.expiredDeadline != nil
        }
        defer { state.withLock { $0.cancelWait = nil } }
        if isOver { cancel() }
        do {
            return try body()
        } catch {
            // What was waited for has failed for the cancellation: the next engine call need not.
            let (isCancelled, deadline) = state.withLock { state in
                state.isCancellationDue = false
                return (state.isCancelled, state.expiredDeadline)
            }
            guard !isCancelled, let deadline else { throw error }
            throw DuckDBError.deadlineExceeded(deadline.duration, "The engine was not called.", sql: nil)
        }
    }
}
