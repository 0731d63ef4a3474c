internal import AWSParameters

extension S3Storage: ConfigurableStep {
    init(_ environment: FunctionEnvironment) throws(ConfigurationError) {
        self.init(region: try environment.required(.region))
        scope = environment.value(.s3Scope)
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
}

extension EnvironmentVariable {
    static let s3 = [s3Scope, s3Endpoint]

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
