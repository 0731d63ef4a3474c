internal import Dispatch
internal import Synchronization

extension Interruption {
    /// Runs `body`, whose engine calls fail and are interrupted from the deadline on.
    func withDeadline<T: ~Copyable, E: Error>(
        _ deadline: Deadline,
        _ body: () throws(E) -> T
    ) throws(E) -> T {
        let timer = stop(at: deadline)
        defer {
            timer.cancel()
            // The closures of one thread are nested: this deadline is the last.
            state.withLock { _ = $0.deadlines.popLast() }
        }
        return try body()
    }

    /// From the deadline on, engine calls fail and are interrupted.
    ///
    /// - Returns: What wakes at the deadline; to be cancelled when the work is over.
    func stop(at deadline: Deadline) -> any DispatchSourceTimer {
        state.withLock { $0.deadlines.append(deadline) }
        return EngineTimer.timer(after: ContinuousClock.now.duration(to: deadline.instant)) { self.startPulsing() }
    }
}
