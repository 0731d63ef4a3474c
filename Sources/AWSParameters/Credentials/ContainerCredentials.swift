public import Logging

#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

/// Credentials from the endpoint that a container's environment names, as ECS, EKS Pod Identity and Lambda SnapStart do.
///
/// `AWS_CONTAINER_CREDENTIALS_RELATIVE_URI` is a path on `http://169.254.170.2`; `AWS_CONTAINER_CREDENTIALS_FULL_URI` a
/// URL, which without TLS has to be on loopback or one of the platforms' own addresses. The token of
/// `AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE`, read anew for each request since it is rotated, or else of
/// `AWS_CONTAINER_AUTHORIZATION_TOKEN`, goes along. Every call is a request: ``RefreshingCredentials`` keeps the answer.
public struct ContainerCredentials: AWSCredentialProvider {
    private let client: RemoteClient
    /// What names the credentials, to anyone in the container who can send a request.
    private let path: Secret
    private let token: Token

    private enum Token {
        case none
        case text(Secret)
        case file(String)
    }

    private static let service = RemoteService(
        title: "container credentials endpoint",
        label: "container",
        settings: "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI and AWS_CONTAINER_CREDENTIALS_FULL_URI",
        connectionAdvice: "Check that the platform's credentials endpoint is reachable from the container."
    )
    private static let operation = RemoteOperation(
        service: service,
        name: "GetCredentials",
        permissions: "the task or pod to have a role, and check the authorization token"
    )

    /// Reads where the endpoint is from a snapshot of an environment.
    ///
    /// - Throws: ``AWSParametersError`` with ``AWSParametersError/Code/missingCredentials`` when the environment names no
    ///   endpoint, and ``AWSParametersError/Code/invalidConfiguration`` for one that cannot be used.
    public init(
        environment: [String: String] = ProcessInfo.processInfo.environment,
        limits: RequestLimits = RequestLimits(),
        logger: Logger = Logger(label: "aws-parameters")
    ) throws(AWSParametersError) {
        try self.init(environment: environment, RemoteSettings(environment, limits, logger))
    }

    init(environment: [String: String], _ settings: RemoteSettings) throws(AWSParametersError) {
        let (endpoint, path) = try Self.location(environment)
        self.client = settings.credentialClient(endpoint)
        self.path = Secret(path)
        self.token =
            if let file = environment.nonEmpty("AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE") {
                .file(file)
            } else if let text = environment.nonEmpty("AWS_CONTAINER_AUTHORIZATION_TOKEN") {
                .text(Secret(text))
            } else {
                .none
            }
    }

    /// Asks the endpoint.
    ///
    /// - Throws: ``AWSParametersError`` or `CancellationError`.
    public func credentials() async throws -> AWSCredentials {
        try await client.withinLimits(Self.operation) { deadline in
            let body = try await client.send(Self.operation, deadline: deadline) { _ in try request() }
            guard let credentials = IssuedCredentials.credentials(in: body) else {
                throw AWSParametersError.unreadable(Self.operation, client.endpoint)
            }
            return credentials
        }
    }

    /// Whether the environment names an endpoint.
    static func isChosen(by environment: [String: String]) -> Bool {
        [relative, full].contains { environment.nonEmpty($0) != nil }
    }

    private func request() throws(AWSParametersError) -> RemoteRequest {
        var request = RemoteRequest(path: path.reveal())
        request.headers = [("Accept", "application/json")]
        request.secrets = [path.reveal()]
        if let token = try authorization() {
            // A line break in a header's value would begin another header.
            guard token.utf8.allSatisfy({ (0x20...0x7E).contains($0) }) else { throw Self.unusableToken }
            request.headers.append(("Authorization", token))
            request.secrets.append(token)
        }
        return request
    }

    private func authorization() throws(AWSParametersError) -> String? {
        switch token {
        case .none: return nil
        case .text(let token): return token.reveal()
        case .file(let path):
            do {
                return try SecretFile.text(path)
            } catch {
                throw error.asConfiguration(of: "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE")
            }
        }
    }

    private static var unusableToken: AWSParametersError {
        AWSParametersError(
            .invalidConfiguration,
            """
            The container authorization token has a line break or another character that a header cannot hold. Check \
            AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE and AWS_CONTAINER_AUTHORIZATION_TOKEN.
            """
        )
    }
}

extension ContainerCredentials {
    private static let relative = "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI"
    private static let full = "AWS_CONTAINER_CREDENTIALS_FULL_URI"
    /// ECS, and EKS Pod Identity.
    private static let platformHosts = ["169.254.170.2", "169.254.170.23", "[fd00:ec2::23]"]

    /// The endpoint, and the path with its query.
    package static func location(_ environment: [String: String]) throws(AWSParametersError) -> (
        AWSEndpoint, path: String
    ) {
        if let path = environment.nonEmpty(relative) {
            // A path is all it may be: `.evil.example/` would complete another host's name.
            guard path.hasPrefix("/"), path.isPrintableASCII else { throw .invalidContainerURI(relative) }
            return (try AWSEndpoint("http://\(platformHosts[0])"), path)
        }
        guard let url = environment.nonEmpty(full) else { throw .noContainerEndpoint }
        guard let parts = URLComponents(string: url), url.isPrintableASCII else { throw .invalidContainerURI(full) }
        let path = parts.percentEncodedPath.isEmpty ? "/" : parts.percentEncodedPath
        var base = parts
        (base.percentEncodedPath, base.percentEncodedQuery) = ("", nil)
        let endpoint: AWSEndpoint
        do {
            endpoint = try AWSEndpoint(base.string ?? "")
        } catch {
            throw .invalidContainerURI(full)
        }
        guard endpoint.scheme == "https" || isTrustedWithoutTLS(endpoint.host) else { throw .invalidContainerURI(full) }
        return (endpoint, path + (parts.percentEncodedQuery.map { "?\($0)" } ?? ""))
    }

    /// Whether the token, and the credentials, may go to a host in the clear.
    private static func isTrustedWithoutTLS(_ host: String) -> Bool {
        if platformHosts.contains(host) || ["localhost", "[::1]"].contains(host) { return true }
        // 127.0.0.1.evil.example is a name, and no address of the loopback network.
        let parts = host.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts[0] == "127"
            && parts.dropFirst().allSatisfy { UInt8($0) != nil && $0.allSatisfy(\.isNumber) }
    }
}

extension AWSParametersError {
    fileprivate static var noContainerEndpoint: AWSParametersError {
        AWSParametersError(
            .missingCredentials,
            """
            No container credentials: neither AWS_CONTAINER_CREDENTIALS_RELATIVE_URI nor \
            AWS_CONTAINER_CREDENTIALS_FULL_URI is set. ECS, EKS Pod Identity and Lambda SnapStart set one of them.
            """
        )
    }

    fileprivate static func invalidContainerURI(_ variable: String) -> AWSParametersError {
        AWSParametersError(
            .invalidConfiguration,
            """
            \(variable) cannot be used: a relative URI begins with a slash; a full one is https://, or http:// to a \
            loopback address, 169.254.170.2 or 169.254.170.23. The platform sets it; unset it if nobody needs it.
            """
        )
    }
}
