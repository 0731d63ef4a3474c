/// When the engine is to stop, and how long that was when it was set, for the error that tells.
struct Deadline: Sendable {
    let instant: ContinuousClock.Instant
    let duration: Duration

    /// The longest that counts, either way: far from where the clock ends.
    private static let century = Duration.seconds(3_155_760_000)

    init(after duration: Duration) {
        self.duration = duration
        instant = .now + min(max(duration, .zero - Self.century), Self.century)
    }

    init(at instant: ContinuousClock.Instant) {
        let now = ContinuousClock.now
        self.instant = min(max(instant, now - Self.century), now + Self.century)
        duration = now.duration(to: self.instant)
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
