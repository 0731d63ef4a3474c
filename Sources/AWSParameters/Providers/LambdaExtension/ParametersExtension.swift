public import Logging

#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

/// AWS's Parameters and Secrets Lambda extension, a layer that answers on localhost from a cache of its own.
///
/// Names are those of ``ParameterStore``, without paths, or of ``SecretsManager``; each is one request. The extension fetches
/// with the function's role, whose session token proves the caller. A ``ParameterCache`` before it is still worth it: a
/// request over loopback costs more than a lookup.
///
/// The extension keeps a value for five minutes itself, and nothing makes it ask sooner: a rotated password is seen that much
/// later, even by a forced fetch. Set `SSM_PARAMETER_STORE_TTL` and `SECRETS_MANAGER_TTL` to 0 for that, or ask the services
/// themselves.
public struct ParametersExtension: ParameterProvider {
    /// A service that the extension stands before.
    public enum Service: Sendable, Hashable {
        /// SSM Parameter Store.
        case parameterStore
        /// Secrets Manager.
        case secretsManager
    }

    private let service: Service
    private let client: RemoteClient
    private let credentials: any AWSCredentialProvider

    /// Creates a reader as the environment describes it: `PARAMETERS_SECRETS_EXTENSION_HTTP_PORT`, else port 2773.
    ///
    /// - Throws: ``AWSParametersError`` with ``AWSParametersError/Code/invalidConfiguration`` for a port that is none.
    public init(
        _ service: Service,
        environment: [String: String] = ProcessInfo.processInfo.environment,
        limits: RequestLimits = RequestLimits(),
        logger: Logger = Logger(label: "aws-parameters")
    ) throws(AWSParametersError) {
        let settings = RemoteSettings(environment, limits, logger)
        let credentials = DefaultCredentials(environment: environment, settings)
        try self.init(service, environment: environment, credentials: credentials, settings)
    }

    init(
        _ service: Service,
        environment: [String: String],
        credentials: any AWSCredentialProvider,
        _ settings: RemoteSettings
    ) throws(AWSParametersError) {
        let port = environment.nonEmpty(Self.portVariable) ?? "2773"
        guard let number = UInt16(port), number > 0 else { throw Self.invalidPort }
        self.service = service
        self.client = settings.client(try AWSEndpoint("http://localhost:\(number)"))
        self.credentials = credentials
    }

    /// Whether the environment says that the extension is there.
    static func isChosen(by environment: [String: String]) -> Bool {
        environment.nonEmpty(portVariable) != nil
    }

    /// `extension`.
    public func metricsLabel(of name: String) -> String { "extension" }

    /// Asks the extension for all the named parameters, all of them at once.
    ///
    /// While the extension is starting, as in a function's INIT phase, it refuses; the request is then repeated as after any
    /// passing failure.
    ///
    /// - Throws: ``AWSParametersError`` or `CancellationError`. One failed request fails the fetch.
    public func parameters(named names: [String]) async throws -> [String: Secret] {
        if service == .parameterStore, let path = names.first(where: { $0.hasSuffix("/") }) { throw Self.path(path) }
        return try await client.secrets(named: names, operation, fetch)
    }

    private func fetch(_ name: String, _ deadline: ContinuousClock.Instant) async throws -> Secret {
        let operation = operation([name])
        let body = try await client.send(operation, deadline: deadline) { refusal in
            let credentials = try await credentials.credentials(after: refusal)
            guard let token = credentials.sessionToken else { throw Self.noSessionToken }
            var request = request(name, token: token.reveal())
            request.credentials = credentials
            return request
        }
        let value: Secret? =
            switch service {
            case .parameterStore: ExtensionParameter.value(in: body)
            case .secretsManager: GetSecretValue.value(in: body)
            }
        guard let value else { throw AWSParametersError.unreadable(operation, client.endpoint) }
        return value
    }

    private func request(_ name: String, token: String) -> RemoteRequest {
        let query = query(name).map { "\($0)=\($1.percentEncoded())" }.joined(separator: "&")
        let path = service == .parameterStore ? "/systemsmanager/parameters/get" : "/secretsmanager/get"
        return RemoteRequest(
            path: "\(path)?\(query)",
            headers: [("X-Aws-Parameters-Secrets-Token", token)]
        )
    }

    private func query(_ name: String) -> [(String, String)] {
        switch service {
        case .secretsManager:
            let name = SecretName(name)
            return [("secretId", name.id)] + (name.stage.map { [("versionStage", $0)] } ?? [])
                + (name.version.map { [("versionId", $0)] } ?? [])
        case .parameterStore:
            let count = name.hasPrefix("arn:") ? 6 : 1
            let parts = name.split(separator: ":", omittingEmptySubsequences: false)
            let selector = parts.dropFirst(count).joined(separator: ":")
            let kind = selector.allSatisfy(\.isNumber) ? "version" : "label"
            return [("name", parts.prefix(count).joined(separator: ":")), ("withDecryption", "true")]
                + (selector.isEmpty ? [] : [(kind, selector)])
        }
    }

    private func operation(_ names: [String]) -> RemoteOperation {
        let action = service == .parameterStore ? "ssm:GetParameter" : "secretsmanager:GetSecretValue"
        return RemoteOperation(
            service: Self.remote,
            name: service == .parameterStore ? "GetParameter" : "GetSecretValue",
            names: names,
            permissions:
                "\(action) on \(names.joined(separator: ", ")) to the function's role, and kms:Decrypt on the key"
        )
    }

    private static let portVariable = "PARAMETERS_SECRETS_EXTENSION_HTTP_PORT"
    private static let remote = RemoteService(
        title: "Parameters and Secrets Lambda extension",
        label: "extension",
        settings: portVariable,
        connectionAdvice: "Check that the function has the extension's layer, and \(portVariable)."
    )

    private static var noSessionToken: AWSParametersError {
        AWSParametersError(
            .missingCredentials,
            """
            The extension takes the session token of the function's role, and the credentials have none. On Lambda leave \
            AWS_SESSION_TOKEN as it is; elsewhere unset \(portVariable).
            """
        )
    }

    private static func path(_ name: String) -> AWSParametersError {
        AWSParametersError(
            .invalidReference,
            "The extension cannot list a path of parameters. Name each, or unset \(portVariable).",
            names: [name]
        )
    }

    private static var invalidPort: AWSParametersError {
        AWSParametersError(.invalidConfiguration, "\(portVariable) is not a port, a whole number from 1 to 65535.")
    }
}

/// The extension's answer for a parameter; its dates, unlike the service's own, are texts.
private struct ExtensionParameter: Decodable {
    let parameter: Parameter

    enum CodingKeys: String, CodingKey {
        case parameter = "Parameter"
    }

    struct Parameter: Decodable {
        let value: String

        enum CodingKeys: String, CodingKey {
            case value = "Value"
        }
    }

    static func value(in body: [UInt8]) -> Secret? {
        (try? JSONDecoder().decode(Self.self, from: Data(body))).map { Secret($0.parameter.value) }
    }
}
