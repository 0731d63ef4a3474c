internal import AWSParameters
public import DuckDBClient

/// The step that lets queries read and write `s3://` paths with the function's own AWS credentials.
///
/// On Lambda, where the credentials are in the environment, it costs under a millisecond and no request.
public struct S3Storage: BootstrapStep, PackagedStep {
    /// The region of the buckets.
    public var region: String
    /// Host and port of another S3 service than AWS's; addressed path-style.
    public var endpoint: String?
    /// Whether that endpoint speaks TLS.
    public var usesTLS = true
    /// The prefix that the credentials are used for, such as `s3://bucket`; nil for every path.
    public var scope: String?
    /// Who finds the credentials.
    public var credentialSource = CredentialSource.function

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
    /// `httpfs`, and `aws` where the engine finds the credentials.
    public var extensions: [String] { credentialSource == .function ? ["httpfs"] : ["httpfs", "aws"] }
    /// Whether the function's own credentials sign the requests.
    public var needsCredentials: Bool { credentialSource == .function }

    /// Creates the engine's secret.
    public func attach(to connection: borrowing Connection, with material: BootstrapMaterial) throws {
        // DuckDB's own, 30 s and 3 retries, would outlast the deadline of most functions.
        try connection.setGlobally(["http_timeout": "10", "http_retries": "2"])
        let secret = SQL.identifier(name)
        switch credentialSource {
        case .function:
            guard let credentials = material.credentials else { return }
            var options = place
            options.append(("KEY_ID", .text(credentials.accessKeyID)))
            options.append(("SECRET", .text(credentials.secretAccessKey.reveal())))
            if let token = credentials.sessionToken { options.append(("SESSION_TOKEN", .text(token.reveal()))) }
            try connection.createSecret(secret, type: "s3", options)
        case .chain(let chain):
            let options = place + (chain.map { [("CHAIN", .text($0))] } ?? []) + [("REFRESH", "auto")]
            try connection.createSecret(secret, type: "s3", provider: "credential_chain", options)
        }
    }

    private var place: [(name: String, value: Value)] {
        var options: [(name: String, value: Value)] = [("REGION", .text(region))]
        if let endpoint {
            options += [("ENDPOINT", .text(endpoint)), ("URL_STYLE", "path"), ("USE_SSL", .boolean(usesTLS))]
        }
        if let scope { options.append(("SCOPE", .text(scope))) }
        return options
    }

    /// Undoes what `attach` did.
    public func detach(from connection: borrowing Connection) throws {
        try connection.execute("DROP SECRET IF EXISTS \(SQL.identifier(name))")
    }

    private static let schemes = ["s3://", "s3a://", "s3n://"]

    /// Tells credentials that S3 no longer takes, or that the chain does not find, from anything else that failed.
    public func failure(_ error: DuckDBError) -> BootstrapError {
        let isRefused = ["ExpiredToken", "InvalidAccessKeyId", "InvalidToken"].contains { error.message.contains($0) }
        let isMissing = error.message.contains("Secret Validation Failure")
        return BootstrapError(
            isRefused ? .authenticationFailed : isMissing ? .secretUnavailable : .attachFailed,
            step: name,
            "\(error)",
            remedy: isRefused
                ? "Check the function's role."
                : isMissing
                    ? "No link of the chain has credentials: check its names, and the role, profile or variables behind them."
                    : "Check the step's configuration.",
            underlying: error
        )
    }
}

extension S3Storage {
    /// Who finds the credentials that sign requests.
    public enum CredentialSource: Sendable, Hashable {
        /// This package, in the order of every AWS SDK; see parameters.md.
        ///
        /// The engine is handed the keys and needs no extension beyond `httpfs`, and what S3 refuses is replaced. The
        /// choice for a function.
        case function
        /// The engine's own chain, by the extension `aws`: 28 MB, and some 100 ms when it is loaded.
        ///
        /// For credentials that only AWS's C++ SDK finds, such as those of single sign-on. The links are separated by
        /// semicolons, such as `env;config`; nil takes the extension's own order, which ends at the instance metadata
        /// service and waits up to 10 s for it where there is none. The engine looks again when S3 refuses a key.
        case chain(String?)
    }
}
