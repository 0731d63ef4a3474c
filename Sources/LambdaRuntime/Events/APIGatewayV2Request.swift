/// An HTTP request as a Function URL or an API Gateway HTTP API hands it to a function: payload format 2.0.
///
/// Names are those of AWS's payload in Swift's spelling. What a function rarely reads, such as the authorizer's claims, is not decoded.
public struct APIGatewayV2Request: Codable, Sendable, Hashable {
    /// The version of the payload's format, `2.0`.
    public var version: String
    /// The route that matched, such as `GET /queries/{name}`, or `$default`.
    public var routeKey: String
    /// The path, percent-encoded as it was sent, with the stage in front where it is not `$default`.
    public var rawPath: String
    /// The query string, percent-encoded as it was sent, without the question mark.
    public var rawQueryString: String
    /// The cookies, `name=value` each.
    public var cookies: [String]?
    /// The headers, in lower case; of several with one name the values are joined by commas.
    public var headers: [String: String]
    /// The query string's parameters, decoded; of several with one name the values are joined by commas.
    public var queryStringParameters: [String: String]?
    /// The parts of the path that the route names.
    public var pathParameters: [String: String]?
    /// What is known of the request beside its content.
    public var context: Context
    /// The stage's variables.
    public var stageVariables: [String: String]?
    /// The body, in Base64 where ``isBase64Encoded`` says so.
    public var body: String?
    /// Whether the body is in Base64.
    public var isBase64Encoded: Bool

    /// Makes a request, as AWS would; of use in tests of a handler and for local servers.
    ///
    /// - Parameters:
    ///   - context: What is known of the request beside its content.
    ///   - rawPath: The path, percent-encoded.
    ///   - rawQueryString: The query string, percent-encoded, without the question mark.
    ///   - headers: The headers, in lower case.
    ///   - body: The body, in Base64 where `isBase64Encoded` says so.
    ///   - isBase64Encoded: Whether the body is in Base64.
    public init(
        context: Context,
        rawPath: String,
        rawQueryString: String = "",
        headers: [String: String] = [:],
        body: String? = nil,
        isBase64Encoded: Bool = false
    ) {
        version = "2.0"
        routeKey = "$default"
        self.rawPath = rawPath
        self.rawQueryString = rawQueryString
        self.headers = headers
        self.context = context
        self.body = body
        self.isBase64Encoded = isBase64Encoded
    }

    private enum CodingKeys: String, CodingKey {
        case version, routeKey, rawPath, rawQueryString, cookies, headers, queryStringParameters, pathParameters
        case context = "requestContext"
        case stageVariables, body, isBase64Encoded
    }
}
