/// What Signature Version 4 covers of an HTTP request.
public struct SigV4Request: Sendable {
    /// The method, such as `POST`.
    public var method: String

    /// The path as it is sent: percent-encoded, without dot segments.
    public var path: String

    /// The query items, not percent-encoded, in any order.
    public var query: [(name: String, value: String)]

    /// The headers to sign, which must have `Host`; a name may occur more than once.
    public var headers: [(name: String, value: String)]

    /// The body.
    public var body: [UInt8]

    /// Creates a request to sign.
    public init(
        method: String,
        path: String = "/",
        query: [(name: String, value: String)] = [],
        headers: [(name: String, value: String)],
        body: [UInt8] = []
    ) {
        self.method = method
        self.path = path
        self.query = query
        self.headers = headers
        self.body = body
    }
}
