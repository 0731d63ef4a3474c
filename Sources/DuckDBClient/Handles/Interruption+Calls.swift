internal import Synchronization

extension Interruption {
    /// A blocking engine call begins.
    ///
    /// - Throws: `interrupt` or `deadlineExceeded` when it is not to run.
    func begin(_ id: ConnectionID, sql: String?) throws(DuckDBError) {
        let stop: Stop? = state.withLock { state in
            let stop = state.takeStop(id)
            if stop == nil { state.update(id) { $0.isRunning = true } }
            return stop
        }
        switch stop {
        case nil: return
        case .cancelled?, .interrupted?:
            throw DuckDBError(code: .interrupt, message: "Interrupted before the engine was called.", sql: sql)
        case .deadline(let duration)?:
            throw .deadlineExceeded(duration, "The engine was not called.", sql: sql)
        }
    }

    /// The call has returned: from here on nothing interrupts the connection until the next begins.
    func end(_ id: ConnectionID) {
        state.withLock { state in
            state.update(id) { target in
                target.isRunning = false
                // It came too late. What is left of a stream is still to be interrupted.
                if !target.isStreaming { target.isInterrupted = false }
            }
        }
    }

    /// The call has returned with an error, which is told anew when the deadline was its cause.
    func end(_ id: ConnectionID, failedWith error: DuckDBError) -> DuckDBError {
        let stop: Stop? = state.withLock { state in
            let stop = state.takeStop(id)
            state.update(id) {
                $0.isRunning = false
                $0.isInterrupted = false
            }
            return stop
        }
        guard case .deadline(let duration)? = stop, error.code == .interrupt else { return error }
        return .deadlineExceeded(duration, "The engine was interrupted.", sql: error.sql)
    }

    /// Whether there is a reason to stop a call on this connection, which stays.
    func isToStop(_ id: ConnectionID) -> Bool {
        state.withLock { state in
            var copy = state
            return copy.takeStop(id) != nil
        }
    }

    func startPulsing() {
        let starts = state.withLock { state in
            defer { state.isPulsing = true }
            return !state.isPulsing
        }
        if starts { pulse() }
    }

    /// Interrupts now and every few milliseconds, for as long as there is a running call that is to stop.
    private func pulse() {
        let (goesOn, cancelWait) = state.withLock { state in
            state.isPulsing = state.interruptRunning()
            return (state.isPulsing, state.expiredDeadline.flatMap { _ in state.cancelWait })
        }
        cancelWait?()
        if goesOn { EngineTimer.after(.milliseconds(5)) { self.pulse() } }
    }
}
