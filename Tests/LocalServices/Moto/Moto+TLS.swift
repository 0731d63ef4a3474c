extension Moto {
    /// A port on which the endpoint answers over TLS, with a certificate that no machine trusts of itself.
    public struct TLS: Decodable, Sendable {
        /// The port of 127.0.0.1.
        public let port: Int
        /// The path of the certificate in PEM by which the endpoint's own is trusted, as `AWS_CA_BUNDLE` wants it.
        ///
        /// It lies in a temporary folder that goes with the endpoint.
        public let certificateAuthority: String
        /// The path of the endpoint's certificate and its key in PEM, for another server of the same name.
        public let certificate: String

        /// Its address, `https://127.0.0.1:PORT`.
        public var endpoint: String { "https://127.0.0.1:\(port)" }

        enum CodingKeys: String, CodingKey {
            case port
            case certificateAuthority = "authority"
            case certificate
        }
    }

    /// Opens one more port, over TLS, with a certificate for `host` by an authority made for it alone.
    ///
    /// - Parameter host: A name or an IP address; another than 127.0.0.1 makes a certificate that clients have to refuse.
    /// - Returns: Where it listens.
    /// - Throws: ``ServiceError`` with `helperFailed`.
    public func openTLS(host: String = "127.0.0.1") async throws -> TLS {
        try await helper.request("open_tls", ["host": host])
    }
}
