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
        let link =
            "or, of a named query, ask for \"delivery\": \"link\", which writes it to S3 by COPY and answers with a presigned link "
            + "(DUCKDB_RESULT_LOCATION)."
        return switch limit {
        case .rows(let count):
            "The result has more than \(count) rows, the limit of an answer (DUCKDB_MAX_ROWS). Aggregate or LIMIT the query; \(link)"
        case .bytes(let count):
            "The result has more than \(count) bytes, the limit of this answer. Aggregate or LIMIT the query; or have it streamed, "
                + "if it was not (DUCKDB_RESPONSE_MODE=stream, up to 200 MB); \(link)"
        }
    }

    /// `Function.ResponseTooLarge`.
    public var lambdaErrorType: String { "Function.ResponseTooLarge" }
    /// The description, which is safe to show.
    public var lambdaErrorMessage: String { description }
}
