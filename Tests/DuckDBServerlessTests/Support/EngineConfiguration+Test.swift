import AWSParameters
import DuckDBServerless
import LocalServices

extension EngineConfiguration {
    /// A configuration with the real bundle and these steps.
    static func test(
        _ steps: [any BootstrapStep],
        parameters: (any ParameterProvider)? = nil,
        credentials: Moto.Credentials? = nil
    ) async throws -> EngineConfiguration {
        var configuration = EngineConfiguration(
            environment: FunctionEnvironment(variables: ["AWS_EC2_METADATA_DISABLED": "true"])
        )
        configuration.extensionDirectory = try await ExtensionBundleFolder.path
        configuration.steps = steps
        configuration.installsMissing = false
        configuration.threads = 2
        if let parameters { configuration.parameters = ParameterResolver(ParameterSources([.ssm: parameters])) }
        if let credentials {
            configuration.credentials = AWSCredentials(
                accessKeyID: credentials.accessKeyID,
                secretAccessKey: Secret(credentials.secretAccessKey),
                sessionToken: credentials.sessionToken.map(Secret.init)
            )
        }
        return configuration
    }
}
