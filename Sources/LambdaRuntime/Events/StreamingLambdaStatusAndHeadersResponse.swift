/// What precedes the body of a streamed HTTP answer: status, headers and cookies.
///
/// A Function URL with invoke mode `RESPONSE_STREAM` reads it from the beginning of the stream, as JSON that eight NUL bytes end.
public struct StreamingLambdaStatusAndHeadersResponse: Codable, Sendable, Hashable {
    /// The status, such as 200.
    public var statusCode: Int
    /// The headers, one value each.
    public var headers: [String: String]?
    /// Headers with several values.
    public var multiValueHeaders: [String: [String]]?
    /// Cookies to set, `name=value; attributes` each.
    public var cookies: [String]?

    /// Makes the beginning of an answer.
    ///
    /// - Parameters:
    ///   - statusCode: The status, such as 200.
    ///   - headers: The headers.
    ///   - multiValueHeaders: Headers with several values.
    ///   - cookies: Cookies to set.
    public init(
        statusCode: Int,
        headers: [String: String]? = nil,
        multiValueHeaders: [String: [String]]? = nil,
        cookies: [String]? = nil
    ) {
        self.statusCode = statusCode
        self.headers = headers
        self.multiValueHeaders = multiValueHeaders
        self.cookies = cookies
    }
}
