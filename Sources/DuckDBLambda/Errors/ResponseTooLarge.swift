public import LambdaRuntime

/// The rows do not fit into a response.
public struct ResponseTooLarge: Error, Sendable, Hashable {
    /// What there was too much of.
    public enum Limit: Sendable, Hashable {
        /// More rows than this.
        case rows(Int)
        /// More bytes than this, encoded.
        case bytes(Int)
    }

    /// The limit that was passed.
    public let limit: Limit

    /// Makes an error.
    public init(_ limit: Limit) {
        self.limit = limit
    }
}

extension ResponseTooLarge: CustomStringConvertible, LambdaReportableError {
    /// Safe to log.
    public var description: String {
        let most =
            switch limit {
            case .rows(let rows): "more than \(rows) rows"
            case .bytes(let bytes): "more than \(bytes) bytes"
            }
        return "The result has \(most), the limit of this response. Aggregate or LIMIT the query; or have the function "
            + "stream its response; or COPY the result to S3 and return a presigned link to it."
    }

    /// `Function.ResponseTooLarge`.
    public var lambdaErrorType: String { "Function.ResponseTooLarge" }
    /// The description, which is safe to show.
    public var lambdaErrorMessage: String { description }
}
