internal import AWSParameters
public import DuckDBClient

/// The step that lets queries read and write `s3://` paths with the function's own AWS credentials.
///
/// The credentials are found by Swift and bound into a secret of the engine, so the `aws` extension (28 MB, some 100 ms) is
/// not needed. On Lambda, where they are in the environment, it costs under a millisecond and no request.
public struct S3Storage: BootstrapStep, PackagedStep {
    /// The region of the buckets.
    public var region: String
    /// Host and port of another S3 service than AWS's; addressed path-style.
    public var endpoint: String?
    /// Whether that endpoint speaks TLS.
    public var usesTLS = true
    /// The prefix that the credentials are used for, such as `s3://bucket`; nil for every path.
    public var scope: String?

    /// The step's name, and that of its secret in the engine.
    public var name = "s3"

    /// Whether the step runs when the engine wakes.
    public var isEager = false

    /// Names the region; the rest has defaults.
    public init(region: String) {
        self.region = region
    }

    /// What in a statement calls for the step.
    public var triggers: [BootstrapTrigger] { Self.schemes.map(BootstrapTrigger.scheme) }
    /// `httpfs`.
    public var extensions: [String] { ["httpfs"] }
    /// True: the function's own credentials sign the requests.
    public var needsCredentials: Bool { true }

    /// Creates the engine's secret; asks nothing over the network.
    public func attach(to connection: borrowing Connection, with material: BootstrapMaterial) throws {
        guard let credentials = material.credentials else { return }
        for (setting, value) in Self.settings {
            try connection.execute("SET GLOBAL \(unsafe: setting) = \(unsafe: value)")
        }
        var options: [(name: String, value: Value)] = [
            ("KEY_ID", .text(credentials.accessKeyID)),
            ("SECRET", .text(credentials.secretAccessKey.reveal())),
            ("REGION", .text(region)),
        ]
        if let token = credentials.sessionToken { options.append(("SESSION_TOKEN", .text(token.reveal()))) }
        if let endpoint {
            options += [("ENDPOINT", .text(endpoint)), ("URL_STYLE", "path"), ("USE_SSL", .boolean(usesTLS))]
        }
        if let scope { options.append(("SCOPE", .text(scope))) }
        try connection.createSecret(SQL.identifier(name), type: "s3", options)
    }

    /// Undoes what `attach` did.
    public func detach(from connection: borrowing Connection) throws {
        try connection.execute("DROP SECRET IF EXISTS \(SQL.identifier(name))")
    }

    /// DuckDB's own, 30 s and 3 retries, would outlast the deadline of most functions.
    private static let settings = [("http_timeout", "10"), ("http_retries", "2")]
    private static let schemes = ["s3://", "s3a://", "s3n://"]

    /// Tells credentials that S3 no longer takes from anything else that failed.
    public func failure(_ error: DuckDBError) -> BootstrapError {
        let isRefused = ["ExpiredToken", "InvalidAccessKeyId", "InvalidToken"].contains { error.message.contains($0) }
        return BootstrapError(
            isRefused ? .authenticationFailed : .attachFailed,
            step: name,
            "\(error)",
            remedy: isRefused ? "Check the function's role." : "Check the step's configuration.",
            underlying: error
        )
    }
}
