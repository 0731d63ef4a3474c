#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

/// AWS Systems Manager Parameter Store, read with `GetParameters` and decryption.
///
/// Ten names go in one request, further ones in parallel requests. Nothing is kept between calls: put a
/// ``ParameterCache`` before it. Making one costs microseconds; its HTTP client is made at the first fetch.
///
/// The role needs `ssm:GetParameters` on the parameters and, for a `SecureString` under a customer managed key,
/// `kms:Decrypt` on that key. A name may carry a version or a label (`/prod/db:3`, `/prod/db:live`) or be an ARN.
public struct ParameterStore: ParameterProvider {
    private let client: AWSJSONClient

    /// Creates a reader with the given credentials and region.
    ///
    /// - Parameters:
    ///   - credentials: Asked before every request.
    ///   - region: The region of the parameters.
    ///   - endpoint: Where to send requests; nil means AWS's own endpoint in the region.
    ///   - limits: Time-outs, retries and the size of an answer.
    public init(
        credentials: some AWSCredentialProvider,
        region: AWSRegion,
        endpoint: AWSEndpoint? = nil,
        limits: RequestLimits = RequestLimits()
    ) {
        let endpoint = endpoint ?? AWSEndpoint(.parameterStore, region: region)
        self.client = AWSJSONClient(endpoint: endpoint, region: region, credentials: credentials, limits: limits)
    }

    /// Creates a reader as the environment describes it.
    ///
    /// Credentials come from ``EnvironmentCredentials``, the region from `AWS_REGION` or `AWS_DEFAULT_REGION`, and the
    /// endpoint from `AWS_ENDPOINT_URL_SSM` or `AWS_ENDPOINT_URL`, else AWS's own.
    ///
    /// - Throws: ``AWSParametersError`` with ``AWSParametersError/Code/missingRegion`` or
    ///   ``AWSParametersError/Code/invalidConfiguration``. Missing credentials are reported by the first fetch.
    public init(
        environment: [String: String] = ProcessInfo.processInfo.environment,
        limits: RequestLimits = RequestLimits()
    ) throws(AWSParametersError) {
        let region = try AWSRegion.current(environment: environment)
        self.init(
            credentials: EnvironmentCredentials(environment: environment),
            region: region,
            endpoint: try AWSEndpoint.resolve(.parameterStore, region: region, environment: environment),
            limits: limits
        )
    }

    /// Where requests go.
    public var endpoint: AWSEndpoint { client.endpoint }

    /// Whether the HTTP client has been made.
    package var hasClient: Bool { client.http.isOpen }

    /// Fetches the decrypted values of all the named parameters.
    ///
    /// One request for ten names, all of them at once; passing failures are retried within the limits.
    ///
    /// - Throws: ``AWSParametersError``, `CancellationError`, or the credential provider's own error. One failed request
    ///   fails the fetch; ``AWSParametersError/Code/parameterNotFound`` lists every name that does not exist.
    public func parameters(named names: [String]) async throws -> [String: Secret] {
        let names = Set(names).sorted()
        guard !names.isEmpty else { return [:] }
        let deadline = ContinuousClock.now + client.limits.totalTimeout
        let found = try await withDeadline(deadline) { try await fetch(names, deadline: deadline) }
        guard let found else { throw AWSParametersError.timedOut(operation(names), endpoint, client.limits) }
        let missing = names.filter { found[$0] == nil }
        guard missing.isEmpty else { throw AWSParametersError.notFound(operation(missing), endpoint, client.region) }
        return found
    }

    private func fetch(_ names: [String], deadline: ContinuousClock.Instant) async throws -> [String: Secret] {
        try await withThrowingTaskGroup(of: [String: Secret].self) { group in
            for start in stride(from: 0, to: names.count, by: GetParameters.maximumNames) {
                let batch = Array(names[start..<min(start + GetParameters.maximumNames, names.count)])
                group.addTask { try await fetchBatch(batch, deadline: deadline) }
            }
            return try await group.reduce(into: [:]) { found, batch in
                found.merge(batch) { first, _ in first }
            }
        }
    }

    private func fetchBatch(_ names: [String], deadline: ContinuousClock.Instant) async throws -> [String: Secret] {
        let operation = operation(names)
        let body = try GetParameters.requestBody(names)
        let answer = try await client.send(operation, body: body, deadline: deadline)
        guard let found = GetParameters.values(of: names, in: answer) else {
            throw AWSParametersError.unreadable(operation, endpoint)
        }
        return found
    }

    private func operation(_ names: [String]) -> AWSOperation {
        AWSOperation(
            service: .parameterStore,
            name: "GetParameters",
            names: names,
            permissions: """
                ssm:GetParameters on \(names.map(resource).joined(separator: ", ")), and kms:Decrypt on the key of any \
                SecureString that a customer managed key encrypts
                """
        )
    }

    /// The ARN that a policy names for a parameter, whose account the function may not know.
    private func resource(_ name: String) -> String {
        guard !name.hasPrefix("arn:") else { return name }
        let bare = name.prefix { $0 != ":" }
        return "arn:\(client.region.partition):ssm:\(client.region):*:parameter\(bare.hasPrefix("/") ? "" : "/")\(bare)"
    }
}
