internal import CDuckDB

extension Interruption {
    /// Tells the connections of one interruption apart: a pointer may come back after its connection is closed.
    final class ConnectionID: Sendable {}

    /// A connection that is open.
    ///
    /// `@unchecked Sendable` is sound: the pointer is used only under the interruption's lock, `duckdb_interrupt` and
    /// `duckdb_query_progress` may be called from any thread, and `remove` takes it away before the connection closes.
    struct Target: @unchecked Sendable {
        let id: ConnectionID
        let pointer: duckdb_connection
        /// A call runs that may be interrupted.
        var isRunning = false
        /// A stream is open: its statement runs on between two calls.
        var isStreaming = false
        /// Asked for by an `Interrupter`.
        var isInterrupted = false
    }

    /// Why a call is not to run, or not to go on.
    enum Stop {
        case cancelled
        case interrupted
        case deadline(Duration)
    }

    /// What the lock guards.
    struct State {
        var targets: [Target] = []
        var deadlines: [Deadline] = []
        var cancelWait: (@Sendable () -> Void)?
        var isCancelled = false
        /// Cancelled, and nothing has failed for it yet.
        var isCancellationDue = false
        var isPulsing = false

        mutating func update(_ id: ConnectionID, _ change: (inout Target) -> Void) {
            guard let index = targets.firstIndex(where: { $0.id === id }) else { return }
            change(&targets[index])
        }

        /// What is to stop a call on this connection; a cancellation and an interrupt stop one call only.
        mutating func takeStop(_ id: ConnectionID) -> Stop? {
            if isCancellationDue {
                isCancellationDue = false
                return .cancelled
            }
            if let deadline = expiredDeadline { return .deadline(deadline.duration) }
            guard targets.contains(where: { $0.id === id && $0.isInterrupted }) else { return nil }
            update(id) { $0.isInterrupted = false }
            return .interrupted
        }

        /// - Returns: Whether any call was interrupted.
        func interruptRunning() -> Bool {
            let all = isCancellationDue || expiredDeadline != nil
            let stopped = targets.filter { $0.isRunning && (all || $0.isInterrupted) }
            for target in stopped { duckdb_interrupt(target.pointer) }
            return !stopped.isEmpty
        }

        /// Of several the one that came first.
        var expiredDeadline: Deadline? {
            guard !deadlines.isEmpty else { return nil }
            let now = ContinuousClock.now
            return deadlines.filter { $0.instant <= now }.min { $0.instant < $1.instant }
        }
    }
}
