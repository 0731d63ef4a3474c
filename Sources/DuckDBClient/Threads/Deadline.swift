/// When the engine is to stop, and how long that was when it was set, for the error that tells.
struct Deadline: Sendable {
    let instant: ContinuousClock.Instant
    let duration: Duration

    init(after duration: Duration) {
        self.duration = duration
        // A century either way, far from where the clock ends.
        let century = Duration.seconds(3_155_760_000)
        instant = .now + min(max(duration, .zero - century), century)
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
