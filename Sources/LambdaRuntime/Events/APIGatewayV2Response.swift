/// An HTTP answer as a Function URL or an API Gateway HTTP API takes it from a buffered response: payload format 2.0.
public struct APIGatewayV2Response: Codable, Sendable, Hashable {
    /// The status, such as 200.
    public var statusCode: Int
    /// The headers, one value each.
    public var headers: [String: String]?
    /// The body, in Base64 where ``isBase64Encoded`` says so; nil for none.
    public var body: String?
    /// Whether the body is in Base64, as it has to be when it is not UTF-8.
    public var isBase64Encoded: Bool?
    /// Cookies to set, `name=value; attributes` each.
    public var cookies: [String]?

    /// Makes an answer.
    ///
    /// - Parameters:
    ///   - statusCode: The status, such as 200.
    ///   - headers: The headers.
    ///   - body: The body, in Base64 where `isBase64Encoded` says so.
    ///   - isBase64Encoded: Whether the body is in Base64.
    ///   - cookies: Cookies to set.
    public init(
        statusCode: Int,
        headers: [String: String]? = nil,
        body: String? = nil,
        isBase64Encoded: Bool? = nil,
        cookies: [String]? = nil
    ) {
        self.statusCode = statusCode
        self.headers = headers
        self.body = body
        self.isBase64Encoded = isBase64Encoded
        self.cookies = cookies
    }
}
