import Logging

/// What the clients of several services share: limits, one HTTP client, and telemetry.
struct RemoteSettings: Sendable {
    let limits: RequestLimits
    let http: LazyHTTPClient
    let telemetry: Telemetry

    /// Makes settings whose HTTP client trusts the certificates of `AWS_CA_BUNDLE`, or else the system's.
    init(_ environment: [String: String], _ limits: RequestLimits, _ logger: Logger) {
        self.limits = limits
        self.http = LazyHTTPClient(
            connectTimeout: limits.connectTimeout,
            certificates: environment.nonEmpty("AWS_CA_BUNDLE")
        )
        self.telemetry = Telemetry(logger: logger)
    }

    func client(_ endpoint: AWSEndpoint) -> RemoteClient {
        RemoteClient(endpoint: endpoint, limits: limits, http: http, telemetry: telemetry)
    }

    /// A client of a source of credentials, with half the time: it is asked within the time of a request that needs them, and
    /// its failure is to come first, since it says more than that of the request.
    func credentialClient(_ endpoint: AWSEndpoint) -> RemoteClient {
        let limits = RequestLimits(
            connectTimeout: limits.connectTimeout,
            totalTimeout: limits.totalTimeout / 2,
            maximumRetries: limits.maximumRetries,
            maximumResponseSize: limits.maximumResponseSize
        )
        return RemoteClient(endpoint: endpoint, limits: limits, http: http, telemetry: telemetry)
    }
}
