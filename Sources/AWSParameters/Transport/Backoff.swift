/// Exponential pauses with full jitter: 100 ms at most before the first retry, doubled for each further, 1 s at most.
package struct Backoff: Sendable {
    private let base: Duration = .milliseconds(100)
    private let ceiling: Duration = .seconds(1)

    package init() {}

    /// A random pause before a retry, counted from 1.
    package func pause(beforeRetry retry: Int, using generator: inout some RandomNumberGenerator) -> Duration {
        let doublings = min(max(retry - 1, 0), 20)
        return min(ceiling, base * (1 << doublings)) * Double.random(in: 0..<1, using: &generator)
    }
}
