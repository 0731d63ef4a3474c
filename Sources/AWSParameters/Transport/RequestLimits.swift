/// How long a fetch may take, how often it is tried and how much it may read.
public struct RequestLimits: Sendable, Hashable {
    /// The longest wait for one connection, TLS included.
    public let connectTimeout: Duration

    /// The longest a whole fetch may take, with all its batches, retries and pauses.
    public let totalTimeout: Duration

    /// How many more times a request is sent after throttling, a 5xx answer or a failed connection.
    public let maximumRetries: Int

    /// The most bytes read of one answer.
    public let maximumResponseSize: Int

    /// Creates limits; the defaults suit a call inside AWS: 1 s, 3 s, 2 retries, 1 MiB.
    ///
    /// Values below zero count as zero, and times above a day as a day.
    public init(
        connectTimeout: Duration = .seconds(1),
        totalTimeout: Duration = .seconds(3),
        maximumRetries: Int = 2,
        maximumResponseSize: Int = 1 << 20
    ) {
        // Clocks and event loops count nanoseconds in 64 bits, and trap beyond.
        let times = Duration.zero...Duration.seconds(86_400)
        self.connectTimeout = min(max(connectTimeout, times.lowerBound), times.upperBound)
        self.totalTimeout = min(max(totalTimeout, times.lowerBound), times.upperBound)
        self.maximumRetries = max(maximumRetries, 0)
        self.maximumResponseSize = max(maximumResponseSize, 0)
    }
}
