internal import Dispatch
internal import Synchronization

extension Interruption {
    /// Runs `body`, whose engine calls fail and are interrupted from the deadline on.
    func withDeadline<T: ~Copyable, E: Error>(
        _ deadline: Deadline,
        _ body: () throws(E) -> T
    ) throws(E) -> T {
        state.withLock { $0.deadlines.append(deadline) }
        let timer = EngineTimer.timer(after: ContinuousClock.now.duration(to: deadline.instant)) { self.startPulsing() }
        defer {
            timer.cancel()
            // The closures of one thread are nested: this deadline is the last.
            state.withLock { _ = $0.deadlines.popLast() }
        }
        return try body()
    }
}
