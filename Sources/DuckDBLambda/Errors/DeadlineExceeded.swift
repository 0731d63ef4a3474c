public import LambdaRuntime

/// The invocation's time ran out before its answer was there; the work was interrupted.
public struct DeadlineExceeded: Error, Sendable, Hashable {
    /// The time that was kept back to end the work and report this.
    public let margin: Duration
    /// What was going on then, such as `attach pg_replica`, `query` or `encode`; nil where nobody knows.
    public let phase: String?

    /// Makes an error.
    public init(margin: Duration, phase: String? = nil) {
        self.margin = margin
        self.phase = phase
    }
}

extension DeadlineExceeded: CustomStringConvertible, LambdaReportableError {
    /// Safe to log.
    public var description: String {
        "The query was interrupted \(margin) before the function's deadline\(phase.map { ", in the phase \"\($0)\"" } ?? ""). "
            + "Make it cheaper, or raise the timeout."
    }

    /// `Function.DeadlineExceeded`.
    public var lambdaErrorType: String { "Function.DeadlineExceeded" }
    /// The description, which is safe to show.
    public var lambdaErrorMessage: String { description }
}
