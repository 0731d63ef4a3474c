public import Logging

#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

/// AWS Systems Manager Parameter Store, with decryption.
///
/// A name may carry a version or a label (`/prod/db:3`, `/prod/db:live`) or be an ARN. Ten names go in one `GetParameters`
/// request, further ones in parallel requests. A name that ends in a slash is a path: its value is a JSON object of all
/// parameters under it, `{"password": "…", "pool/size": "…"}`.
///
/// Nothing is kept between calls: put a ``ParameterCache`` before it. Making one costs microseconds; its HTTP client is made
/// at the first fetch.
///
/// The role needs `ssm:GetParameters` on the parameters (`ssm:GetParametersByPath` on paths) and, for a `SecureString` under
/// a customer managed key, `kms:Decrypt` on that key.
public struct ParameterStore: ParameterProvider {
    let client: AWSJSONClient

    /// Creates a reader; what is not given is as the environment describes it.
    ///
    /// - Parameters:
    ///   - credentials: Asked before every request; nil for ``DefaultCredentials``.
    ///   - region: The region of the parameters; nil for that of ``AWSRegion/current(environment:)``.
    ///   - endpoint: Where to send requests; nil for that of `AWS_ENDPOINT_URL_SSM` or `AWS_ENDPOINT_URL`, else AWS's own
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
            .parameterStore,
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

    /// `ssm`.
    public func metricsLabel(of name: String) -> String { client.service.signingName }

    /// Whether the HTTP client has been made.
    package var hasClient: Bool { client.remote.http.isOpen }

    /// Fetches the decrypted values of all the named parameters.
    ///
    /// One request for ten names, all of them at once; passing failures are retried within the limits.
    ///
    /// - Throws: ``AWSParametersError``, `CancellationError`, or the credential provider's own error. One failed request
    ///   fails the fetch; ``AWSParametersError/Code/parameterNotFound`` lists every name that does not exist.
    public func parameters(named names: [String]) async throws -> [String: Secret] {
        let names = Set(names).sorted()
        guard !names.isEmpty else { return [:] }
        let found = try await client.remote.withinLimits(getParameters(names)) { deadline in
            try await fetch(names, deadline: deadline)
        }
        let missing = names.filter { found[$0] == nil }
        guard missing.isEmpty else {
            throw AWSParametersError.notFound(getParameters(missing), endpoint, client.region)
        }
        return found
    }

    private func fetch(_ names: [String], deadline: ContinuousClock.Instant) async throws -> [String: Secret] {
        let paths = names.filter { $0.hasSuffix("/") }
        let plain = names.filter { !$0.hasSuffix("/") }
        return try await withThrowingTaskGroup(of: [String: Secret].self) { group in
            for start in stride(from: 0, to: plain.count, by: GetParameters.maximumNames) {
                let batch = Array(plain[start..<min(start + GetParameters.maximumNames, plain.count)])
                group.addTask { try await fetchBatch(batch, deadline: deadline) }
            }
            for path in paths {
                group.addTask { try await fetchObject(path, deadline: deadline) }
            }
            return try await group.reduce(into: [:]) { found, batch in
                found.merge(batch) { first, _ in first }
            }
        }
    }

    private func fetchBatch(_ names: [String], deadline: ContinuousClock.Instant) async throws -> [String: Secret] {
        let operation = getParameters(names)
        let body = try GetParameters.requestBody(names)
        let answer = try await client.send(operation, body: body, deadline: deadline)
        guard let found = GetParameters.values(of: names, in: answer) else {
            throw AWSParametersError.unreadable(operation, endpoint)
        }
        return found
    }

    private func getParameters(_ names: [String]) -> RemoteOperation {
        operation("GetParameters", names, resources: names)
    }

    func operation(_ name: String, _ names: [String], resources: [String]) -> RemoteOperation {
        RemoteOperation(
            service: client.service.remote,
            name: name,
            names: names,
            permissions: """
                ssm:\(name) on \(resources.map(arn).joined(separator: ", ")), and kms:Decrypt on the key of any \
                SecureString that a customer managed key encrypts
                """
        )
    }

    /// The ARN that a policy names for a parameter, whose account the function may not know.
    private func arn(_ name: String) -> String {
        guard !name.hasPrefix("arn:") else { return name }
        let bare = name.prefix { $0 != ":" }
        return "arn:\(client.region.partition):ssm:\(client.region):*:parameter\(bare.hasPrefix("/") ? "" : "/")\(bare)"
    }
}
