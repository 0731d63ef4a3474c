#if canImport(FoundationEssentials)
internal import FoundationEssentials
#else
internal import Foundation
#endif

/// The wall clock in whole milliseconds since 1970, the clock Lambda states deadlines in.
///
/// A monotonic clock would not do: the environment may be frozen between two lines, and the deadline is not.
public struct LambdaClock: Clock {
    /// A moment in whole milliseconds since 1970-01-01T00:00:00Z.
    public struct Instant: InstantProtocol {
        private let milliseconds: Int64

        /// Makes the moment this many milliseconds after 1970.
        ///
        /// - Parameter milliseconds: Milliseconds since 1970-01-01T00:00:00Z.
        public init(millisecondsSinceEpoch milliseconds: Int64) {
            self.milliseconds = milliseconds
        }

        /// The milliseconds since 1970-01-01T00:00:00Z.
        ///
        /// - Returns: The number this moment was made of.
        public func millisecondsSinceEpoch() -> Int64 { milliseconds }

        /// The moment this much later.
        ///
        /// - Parameter duration: How much later; parts of a millisecond are cut off.
        /// - Returns: The later moment; clamped to what 64 bits of milliseconds can hold.
        public func advanced(by duration: Duration) -> Instant {
            let sum = Int128(milliseconds) + duration.attoseconds / 1_000_000_000_000_000
            return Instant(millisecondsSinceEpoch: Int64(clamping: sum))
        }

        /// The time from this moment to another.
        ///
        /// - Parameter other: The other moment.
        /// - Returns: The time between, negative when the other moment is earlier.
        public func duration(to other: Instant) -> Duration {
            .milliseconds(other.milliseconds) - .milliseconds(milliseconds)
        }

        /// Whether one moment is earlier than another.
        ///
        /// - Parameters:
        ///   - left: A moment.
        ///   - right: Another moment.
        /// - Returns: `true` when the first is earlier.
        public static func < (left: Instant, right: Instant) -> Bool { left.milliseconds < right.milliseconds }
    }

    /// Makes the clock; all clocks tell the same time.
    public init() {}

    /// This moment.
    public var now: Instant {
        Instant(millisecondsSinceEpoch: Int64((Date().timeIntervalSince1970 * 1000).rounded(.down)))
    }

    /// One millisecond.
    public var minimumResolution: Duration { .milliseconds(1) }

    /// Suspends until a moment has come.
    ///
    /// The time left is measured once, so a sleep across a freeze of the environment may end late.
    /// - Parameters:
    ///   - deadline: When to wake.
    ///   - tolerance: How much later the system may wake the task.
    /// - Throws: `CancellationError` when the task is cancelled.
    public func sleep(until deadline: Instant, tolerance: Duration?) async throws {
        try await Task.sleep(for: max(.zero, now.duration(to: deadline)), tolerance: tolerance)
    }
}
