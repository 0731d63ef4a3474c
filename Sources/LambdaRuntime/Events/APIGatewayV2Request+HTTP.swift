extension APIGatewayV2Request.Context {
    /// Method, path and client of a request.
    public struct HTTP: Codable, Sendable, Hashable {
        /// The method, in upper case.
        public var method: String
        /// The path, with the stage in front where it is not `$default`.
        public var path: String
        /// The protocol, such as `HTTP/1.1`.
        public var `protocol`: String
        /// The client's address.
        public var sourceIp: String
        /// What the client calls itself; empty when it does not.
        public var userAgent: String

        /// Makes a description of a request.
        ///
        /// - Parameters:
        ///   - method: The method, in upper case.
        ///   - path: The path.
        ///   - protocol: The protocol.
        ///   - sourceIp: The client's address.
        ///   - userAgent: What the client calls itself.
        public init(
            method: String,
            path: String,
            protocol: String = "HTTP/1.1",
            sourceIp: String = "127.0.0.1",
            userAgent: String = ""
        ) {
            self.method = method
            self.path = path
            self.protocol = `protocol`
            self.sourceIp = sourceIp
            self.userAgent = userAgent
        }
    }
}
