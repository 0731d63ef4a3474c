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

    /// Creates a reader; what is not given is as the environment describes it.
    ///
    /// - Parameters:
    ///   - credentials: Asked before every request; nil for ``DefaultCredentials``.
    ///   - region: The region of the secrets; nil for that of ``AWSRegion/current(environment:)``.
    ///   - endpoint: Where to send requests; nil for that of `AWS_ENDPOINT_URL_SECRETS_MANAGER` or `AWS_ENDPOINT_URL`, else AWS's own
    ///     in the region.
    ///   - environment: The variables.
    ///   - limits: Time-outs, retries and the size of an answer.
    ///   - logger: Told of each request.
    /// - Throws: ``AWSParametersError`` with ``AWSParametersError/Code/missingRegion`` or
    ///   ``AWSParametersError/Code/invalidConfiguration``. Missing credentials are reported by the first fetch.
    public init(
        credentials: (any AWSCredentialProvider)? = nil,
        region: AWSRegion? = nil,
        endpoint: AWSEndpoint? = nil,
        environment: [String: String] = ProcessInfo.processInfo.environment,
        limits: RequestLimits = RequestLimits(),
        logger: Logger = Logger(label: "aws-parameters")
    ) throws(AWSParametersError) {
        let settings = RemoteSettings(environment, limits, logger)
        client = try AWSJSONClient(
            .secretsManager,
            credentials: credentials ?? DefaultCredentials(environment: environment, settings),
            region: region,
            endpoint: endpoint,
            environment: environment,
            settings
        )
    }

    init(_ client: AWSJSONClient) {
        self.client = client
    }

    /// Where requests go.
    public var endpoint: AWSEndpoint { client.endpoint }

    /// `secretsmanager`.
    public func metricsLabel(of name: String) -> String { client.service.signingName }

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
