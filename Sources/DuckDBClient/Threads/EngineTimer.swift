package import Dispatch

/// The timer behind deadlines and repeated interrupts: made when first used, and idle while nothing is to be interrupted.
///
/// A queue of its own rather than a task: it has to run even when blocking calls hold all of Swift's cooperative threads.
package enum EngineTimer {
    private static let queue = DispatchQueue(label: "duckdb.client.timer")

    /// Runs `body` once, so much later.
    package static func after(_ delay: Duration, _ body: @escaping @Sendable () -> Void) {
        queue.asyncAfter(deadline: .now() + interval(delay), execute: body)
    }

    /// Runs `body` once, so much later, unless the timer that is returned is cancelled before.
    package static func timer(after delay: Duration, _ body: @escaping @Sendable () -> Void) -> any DispatchSourceTimer
    {
        let timer = DispatchSource.makeTimerSource(queue: queue)
        timer.setEventHandler(handler: body)
        timer.schedule(deadline: .now() + interval(delay))
        timer.activate()
        return timer
    }

    /// Rounded up to whole microseconds, at most about a century: a longer one would overflow Dispatch's nanoseconds.
    private static func interval(_ delay: Duration) -> DispatchTimeInterval {
        let bounded = min(max(delay, .zero), .seconds(3_000_000_000))
        let (seconds, attoseconds) = bounded.components
        return .microseconds(Int(seconds) * 1_000_000 + Int(attoseconds / 1_000_000_000_000) + 1)
    }
}
