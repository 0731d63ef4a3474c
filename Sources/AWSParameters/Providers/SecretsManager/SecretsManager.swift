public import Logging

#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

/// AWS Secrets Manager.
///
/// A name is a secret's name or ARN, with a stage or a version ID after a colon where it is not the current one:
/// `prod/replica:AWSPREVIOUS`. The value is the secret's text, or its bytes as Base64 for a binary secret, which
/// ``Secret/revealBase64()`` decodes. Each secret is one request, all of them at once.
///
/// Nothing is kept between calls: put a ``ParameterCache`` before it. Making one costs microseconds; its HTTP client is made
/// at the first fetch.
///
/// The role needs `secretsmanager:GetSecretValue` on the secrets and, for one under a customer managed key, `kms:Decrypt` on
/// that key.
public struct SecretsManager: ParameterProvider {
    private let client: AWSJSONClient

    /// Creates a reader with the given credentials and region.
    ///
    /// - Parameters:
    ///   - credentials: Asked before every request.
    ///   - region: The region of the secrets.
    ///   - endpoint: Where to send requests; nil means AWS's own endpoint in the region.
    ///   - limits: Time-outs, retries and the size of an answer.
    ///   - logger: Told of each request.
    public init(
        credentials: some AWSCredentialProvider,
        region: AWSRegion,
        endpoint: AWSEndpoint? = nil,
        limits: RequestLimits = RequestLimits(),
        logger: Logger = Logger(label: "aws-parameters")
    ) {
        let settings = RemoteSettings(ProcessInfo.processInfo.environment, limits, logger)
        client = AWSJSONClient(
            .secretsManager,
            credentials: credentials,
            region: region,
            endpoint: endpoint,
            settings
        )
    }

    /// Creates a reader as the environment describes it.
    ///
    /// Credentials are ``DefaultCredentials``, the region that of ``AWSRegion/current(environment:)``, and the endpoint
    /// that of `AWS_ENDPOINT_URL_SECRETS_MANAGER` or `AWS_ENDPOINT_URL`, else AWS's own.
    ///
    /// - Throws: ``AWSParametersError`` with ``AWSParametersError/Code/missingRegion`` or
    ///   ``AWSParametersError/Code/invalidConfiguration``. Missing credentials are reported by the first fetch.
    public init(
        environment: [String: String] = ProcessInfo.processInfo.environment,
        limits: RequestLimits = RequestLimits(),
        logger: Logger = Logger(label: "aws-parameters")
    ) throws(AWSParametersError) {
        let settings = RemoteSettings(environment, limits, logger)
        let credentials = DefaultCredentials(environment: environment, settings)
        try self.init(environment: environment, credentials: credentials, settings)
    }

    init(
        environment: [String: String],
        credentials: any AWSCredentialProvider,
        _ settings: RemoteSettings
    ) throws(AWSParametersError) {
        client = try AWSJSONClient(.secretsManager, environment: environment, credentials: credentials, settings)
    }

    /// Where requests go.
    public var endpoint: AWSEndpoint { client.endpoint }

    /// `secretsmanager`.
    public func service(of name: String) -> String { client.service.signingName }

    /// Fetches the values of all the named secrets.
    ///
    /// - Throws: ``AWSParametersError``, `CancellationError`, or the credential provider's own error. One failed request
    ///   fails the fetch.
    public func parameters(named names: [String]) async throws -> [String: Secret] {
        try await client.remote.secrets(named: names, operation, fetch)
    }

    private func fetch(_ name: String, _ deadline: ContinuousClock.Instant) async throws -> Secret {
        let operation = operation([name])
        let body = try GetSecretValue.requestBody(SecretName(name))
        let answer = try await client.send(operation, body: body, deadline: deadline)
        guard let value = GetSecretValue.value(in: answer) else {
            throw AWSParametersError.unreadable(operation, endpoint)
        }
        return value
    }

    private func operation(_ names: [String]) -> RemoteOperation {
        RemoteOperation(
            service: client.service.remote,
            name: "GetSecretValue",
            names: names,
            permissions: """
                secretsmanager:GetSecretValue on \(names.map(arn).joined(separator: ", ")), and kms:Decrypt on the key \
                of any secret that a customer managed key encrypts
                """
        )
    }

    /// The ARN that a policy names for a secret, whose account and six last characters the function may not know.
    private func arn(_ name: String) -> String {
        let id = SecretName(name).id
        guard !id.hasPrefix("arn:") else { return id }
        return "arn:\(client.region.partition):secretsmanager:\(client.region):*:secret:\(id)-??????"
    }
}
