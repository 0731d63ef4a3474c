/// When the engine is to stop, and how long that was when it was set, for the error that tells.
struct Deadline: Sendable {
    let instant: ContinuousClock.Instant
    let duration: Duration

    init(after duration: Duration) {
        self.duration = duration
        instant = .now + duration
    }

    init(at instant: ContinuousClock.Instant) {
        self.instant = instant
        duration = ContinuousClock.now.duration(to: instant)
    }
}

extension DuckDBError {
    static func deadlineExceeded(_ duration: Duration, _ consequence: String, sql: String?) -> DuckDBError {
        DuckDBError(
            code: .deadlineExceeded,
            message: "The deadline of \(duration) has passed. \(consequence)",
            sql: sql
        )
    }
}
