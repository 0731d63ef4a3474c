public import LambdaRuntime

/// The rows do not fit into a response.
public struct ResponseTooLarge: Error, Sendable, Hashable {
    /// What a response may have at most.
    public enum Limit: Sendable, Hashable {
        /// So many rows.
        case rows(Int)
        /// So many bytes.
        case bytes(Int)
    }

    /// The limit that the rows passed.
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
            case .rows(let count): "\(count) rows"
            case .bytes(let count): "\(count) bytes"
            }
        return "The result has more than \(most), the limit of this response. Aggregate or LIMIT the query; or have it "
            + "streamed (DUCKDB_RESPONSE_MODE=stream); or ask for \"delivery\": \"link\", which writes it to S3 by COPY and answers "
            + "with a presigned link (DUCKDB_RESULT_LOCATION)."
    }

    /// `Function.ResponseTooLarge`.
    public var lambdaErrorType: String { "Function.ResponseTooLarge" }
    /// The description, which is safe to show.
    public var lambdaErrorMessage: String { description }
}
