public import LambdaRuntime

/// The invocation's time ran out before its answer was there; the work was interrupted.
public struct DeadlineExceeded: Error, Sendable, Hashable {
    /// The time that was kept back to end the work and report this.
    public let margin: Duration

    /// Makes an error.
    public init(margin: Duration) {
        self.margin = margin
    }
}

extension DeadlineExceeded: CustomStringConvertible, LambdaReportableError {
    /// Safe to log.
    public var description: String {
        "The query was interrupted \(margin) before the function's deadline. Make it cheaper, or raise the timeout."
    }

    /// `Function.DeadlineExceeded`.
    public var lambdaErrorType: String { "Function.DeadlineExceeded" }
    /// The description, which is safe to show.
    public var lambdaErrorMessage: String { description }
}
