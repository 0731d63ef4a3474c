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
}
