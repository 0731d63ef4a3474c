public import LambdaRuntime

/// The rows do not fit into a response.
public struct ResponseTooLarge: Error, Sendable, Hashable {
    /// The limit, in bytes.
    public let limit: Int

    /// Makes an error.
    public init(limit: Int) {
        self.limit = limit
    }
}

extension ResponseTooLarge: CustomStringConvertible, LambdaReportableError {
    /// Safe to log.
    public var description: String {
        "The rows make more than \(limit) bytes of JSON, the limit of a buffered response. Aggregate or LIMIT the query, "
            + "or COPY its result to S3 and return where it is."
    }

    /// `Function.ResponseTooLarge`.
    public var lambdaErrorType: String { "Function.ResponseTooLarge" }
    /// The description, which is safe to show.
    public var lambdaErrorMessage: String { description }
}
