public import Logging
import NIOHTTP1

#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

/// Credentials of an EC2 instance's role, from its metadata service, version 2 (IMDSv2).
///
/// A session token is asked for first, with a PUT, then the role's name, then its credentials; version 1, which forged
/// requests can reach, is never used. `AWS_EC2_METADATA_SERVICE_ENDPOINT`, or `AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE` of
/// `IPv6`, names another endpoint. Every call is three requests: ``RefreshingCredentials`` keeps the answer.
public struct InstanceCredentials: AWSCredentialProvider {
    private let client: RemoteClient

    private static let service = RemoteService(
        title: "EC2 instance metadata service",
        label: "imds",
        settings: "AWS_EC2_METADATA_SERVICE_ENDPOINT",
        connectionAdvice: """
            Outside EC2 there is none: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or a profile. In a container \
            on EC2 raise the instance's metadata hop limit to 2.
            """
    )

    /// Reads where the service is from a snapshot of an environment.
    ///
    /// - Throws: ``AWSParametersError`` with ``AWSParametersError/Code/missingCredentials`` where
    ///   `AWS_EC2_METADATA_DISABLED` is `true`, and ``AWSParametersError/Code/invalidConfiguration``.
    public init(
        environment: [String: String] = ProcessInfo.processInfo.environment,
        limits: RequestLimits = RequestLimits(),
        logger: Logger = Logger(label: "aws-parameters")
    ) throws(AWSParametersError) {
        try self.init(environment: environment, RemoteSettings(environment, limits, logger))
    }

    init(environment: [String: String], _ settings: RemoteSettings) throws(AWSParametersError) {
        guard !Self.isDisabled(by: environment) else { throw .disabledMetadata }
        self.client = settings.credentialClient(try Self.endpoint(environment))
    }

    /// Asks the metadata service.
    ///
    /// - Throws: ``AWSParametersError`` or `CancellationError`; ``AWSParametersError/Code/missingCredentials`` when the
    ///   instance has no role.
    public func credentials() async throws -> AWSCredentials {
        try await client.withinLimits(Self.operation("GetCredentials")) { deadline in
            let token = try await sessionToken(deadline)
            let role = try await roleName(token, deadline)
            let operation = Self.operation("GetCredentials")
            let body = try await get(role, operation, token, deadline)
            guard let credentials = IssuedCredentials.credentials(in: body) else {
                throw AWSParametersError.unreadable(operation, client.endpoint)
            }
            return credentials
        }
    }

    /// Whether the environment forbids to ask.
    static func isDisabled(by environment: [String: String]) -> Bool {
        environment["AWS_EC2_METADATA_DISABLED"]?.lowercased() == "true"
    }

    private func sessionToken(_ deadline: ContinuousClock.Instant) async throws -> String {
        let operation = Self.operation("GetToken")
        let body = try await client.send(operation, deadline: deadline) { _ in
            RemoteRequest(
                method: .PUT,
                path: "/latest/api/token",
                headers: [("X-aws-ec2-metadata-token-ttl-seconds", "60"), ("Content-Length", "0")]
            )
        }
        return try word(body, operation) { (0x21...0x7E).contains($0) }
    }

    private func roleName(_ token: String, _ deadline: ContinuousClock.Instant) async throws -> String {
        let operation = Self.operation("GetRole")
        let body: [UInt8]
        do {
            body = try await get("", operation, token, deadline)
        } catch let error as AWSParametersError where error.code == .requestRejected {
            throw AWSParametersError.noInstanceRole(operation, client.endpoint)
        }
        // One line a role; an instance has one.
        return try word(body.prefix { $0 != UInt8(ascii: "\n") }, operation, where: Self.isInRoleNames)
    }

    private func get(
        _ role: String,
        _ operation: RemoteOperation,
        _ token: String,
        _ deadline: ContinuousClock.Instant
    ) async throws -> [UInt8] {
        try await client.send(operation, deadline: deadline) { _ in
            RemoteRequest(
                path: "/latest/meta-data/iam/security-credentials/\(role)",
                headers: [("X-aws-ec2-metadata-token", token)],
                secrets: [token]
            )
        }
    }

    /// An answer of one word, which goes into the next request.
    private func word(
        _ body: some Sequence<UInt8>,
        _ operation: RemoteOperation,
        where isAllowed: (UInt8) -> Bool
    ) throws -> String {
        let bytes = Array(body)
        guard !bytes.isEmpty, bytes.allSatisfy(isAllowed) else {
            throw AWSParametersError.unreadable(operation, client.endpoint)
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Whether IAM allows a byte in a role's name; none of them ends a path.
    private static func isInRoleNames(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
        case UInt8(ascii: "0")...UInt8(ascii: "9"): true
        default: "_+=,.@-".utf8.contains(byte)
        }
    }

    private static func operation(_ name: String) -> RemoteOperation {
        RemoteOperation(service: service, name: name, permissions: "the instance's metadata service, version 2")
    }

    package static func endpoint(_ environment: [String: String]) throws(AWSParametersError) -> AWSEndpoint {
        if let url = environment.nonEmpty("AWS_EC2_METADATA_SERVICE_ENDPOINT") {
            return try AWSEndpoint(url, source: "AWS_EC2_METADATA_SERVICE_ENDPOINT")
        }
        let isIPv6 = environment["AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE"]?.lowercased() == "ipv6"
        return try AWSEndpoint(isIPv6 ? "http://[fd00:ec2::254]" : "http://169.254.169.254")
    }
}

extension AWSParametersError {
    fileprivate static var disabledMetadata: AWSParametersError {
        AWSParametersError(
            .missingCredentials,
            "EC2's metadata service is not asked, because AWS_EC2_METADATA_DISABLED is true. Unset it on an EC2 instance."
        )
    }

    fileprivate static func noInstanceRole(
        _ operation: RemoteOperation,
        _ endpoint: AWSEndpoint
    ) -> AWSParametersError {
        let message = "The EC2 instance has no role. Attach an instance profile, or set credentials in the environment."
        return AWSParametersError(.missingCredentials, message, operation, endpoint)
    }
}
