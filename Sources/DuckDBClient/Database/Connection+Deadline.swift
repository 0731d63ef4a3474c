extension Connection {
    /// Runs `body` and lets the engine work for it no longer than this.
    ///
    /// When the time has passed, the statement that runs is interrupted, and every further one inside the closure fails at
    /// once; only the rollback of a ``transaction(_:_:)`` is exempt. Statements that clean up belong behind the closure: there the
    /// connection is as usable as before. Of nested deadlines the earlier counts. Swift code between two statements is not
    /// interrupted, and what `body` returns in spite of a passed deadline is returned.
    ///
    /// The time is that of `ContinuousClock`. It may stand still while a function's environment is frozen, so that a
    /// deadline set before the freeze can come later on the wall clock.
    ///
    /// - Throws: What `body` throws: an engine call fails with the code `deadlineExceeded`, and its message has the duration.
    @discardableResult
    public func withDeadline<T: ~Copyable, E: Error>(
        _ duration: Duration,
        _ body: () throws(E) -> T
    ) throws(E) -> T {
        try interruption.withDeadline(Deadline(after: duration), body)
    }

    /// Runs `body` and lets the engine work for it until this instant; otherwise as the deadline by duration.
    ///
    /// - Throws: What `body` throws: an engine call fails with the code `deadlineExceeded`.
    @discardableResult
    public func withDeadline<T: ~Copyable, E: Error>(
        _ instant: ContinuousClock.Instant,
        _ body: () throws(E) -> T
    ) throws(E) -> T {
        try interruption.withDeadline(Deadline(at: instant), body)
    }
}
