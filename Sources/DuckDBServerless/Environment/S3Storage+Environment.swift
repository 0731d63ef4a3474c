internal import AWSParameters

extension S3Storage: ConfigurableStep {
    init(_ environment: FunctionEnvironment) throws(ConfigurationError) {
        self.init(region: try environment.required(.region))
        scope = environment.value(.s3Scope)
        credentialSource = try Self.credentialSource(environment) ?? credentialSource
        let variable = environment.value(.s3Endpoint) != nil ? EnvironmentVariable.s3Endpoint : .anyEndpoint
        guard let url = environment.value(variable) else { return }
        do {
            let address = try AWSEndpoint(url)
            endpoint = address.authority
            usesTLS = address.scheme == "https"
        } catch {
            throw environment.unusable(variable, expected: "http://HOST:PORT or https://HOST")
        }
    }

    private static func credentialSource(
        _ environment: FunctionEnvironment
    ) throws(ConfigurationError) -> CredentialSource? {
        guard let text = environment.value(.s3Credentials) else { return nil }
        let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        switch (parts[0], parts.count) {
        case ("function", 1): return .function
        case ("chain", 1): return .chain(nil)
        case ("chain", 2) where !parts[1].isEmpty: return .chain(String(parts[1]))
        default:
            throw environment.unusable(
                .s3Credentials,
                expected: "function, chain, or chain:LINKS such as chain:env;config"
            )
        }
    }
}

extension EnvironmentVariable {
    static let s3 = [s3Credentials, s3Scope, s3Endpoint]

    static let s3Credentials = EnvironmentVariable(
        "S3_CREDENTIALS",
        key: "s3.credentials",
        default: "function",
        "Who finds the credentials: `function` for this package; `chain`, or `chain:LINKS` such as `chain:env;config`, for the "
            + "engine's extension `aws`."
    )
    static let s3Scope = EnvironmentVariable(
        "S3_SCOPE",
        key: "s3.scope",
        default: "every bucket",
        "The prefix that the function's credentials are used for, such as `s3://bucket/path`."
    )
    static let s3Endpoint = EnvironmentVariable(
        "AWS_ENDPOINT_URL_S3",
        default: "`AWS_ENDPOINT_URL`, else AWS's own",
        "An S3 endpoint other than AWS's, `http://` or `https://`; addressed path-style."
    )
}
