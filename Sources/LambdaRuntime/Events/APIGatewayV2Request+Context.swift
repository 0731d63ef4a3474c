extension APIGatewayV2Request {
    /// What is known of a request beside its content.
    public struct Context: Codable, Sendable, Hashable {
        /// The account that owns the API, or `anonymous` for a Function URL without authorization.
        public var accountId: String
        /// The identifier of the API, or of the Function URL.
        public var apiId: String
        /// The host name that was asked.
        public var domainName: String
        /// The identifier of the request.
        public var requestId: String
        /// The stage of the API; `$default` for a Function URL.
        public var stage: String
        /// Method, path and client.
        public var http: HTTP
        /// When the request came, such as `12/Mar/2020:19:03:58 +0000`.
        public var time: String
        /// The same in milliseconds since 1970.
        public var timeEpoch: UInt64

        /// Makes a context.
        ///
        /// - Parameters:
        ///   - http: Method, path and client.
        ///   - accountId: The account that owns the API.
        ///   - apiId: The identifier of the API.
        ///   - domainName: The host name that was asked.
        ///   - requestId: The identifier of the request.
        ///   - stage: The stage of the API.
        ///   - time: When the request came, as text.
        ///   - timeEpoch: The same in milliseconds since 1970.
        public init(
            http: HTTP,
            accountId: String = "anonymous",
            apiId: String = "local",
            domainName: String = "localhost",
            requestId: String = "",
            stage: String = "$default",
            time: String = "",
            timeEpoch: UInt64 = 0
        ) {
            self.http = http
            self.accountId = accountId
            self.apiId = apiId
            self.domainName = domainName
            self.requestId = requestId
            self.stage = stage
            self.time = time
            self.timeEpoch = timeEpoch
        }
    }
}
