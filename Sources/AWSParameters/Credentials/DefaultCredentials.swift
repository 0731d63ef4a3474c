public import Logging

#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

/// The credentials of wherever the process runs, found where AWS's SDKs find them, kept and renewed in time.
///
/// The first of these that is set up is asked, and no other: what is set up and fails is an error, not a reason to go on as
/// somebody else.
///
/// 1. ``EnvironmentCredentials``: `AWS_ACCESS_KEY_ID` and `AWS_SECRET_ACCESS_KEY`, which Lambda sets.
/// 2. ``WebIdentityCredentials``: `AWS_WEB_IDENTITY_TOKEN_FILE`, which EKS sets.
/// 3. ``ProfileCredentials``: `AWS_PROFILE`, or a default profile with credentials in AWS's shared files.
/// 4. ``ContainerCredentials``: `AWS_CONTAINER_CREDENTIALS_RELATIVE_URI` or `…_FULL_URI`, which ECS, EKS Pod Identity
///    and Lambda SnapStart set.
/// 5. ``InstanceCredentials``: the metadata service of EC2; not on Lambda, and not with `AWS_EC2_METADATA_DISABLED=true`.
///
/// Which it is, is decided without any request: on Lambda by two variables, before a file is opened.
public final class DefaultCredentials: AWSCredentialProvider {
    private let environment: SealedEnvironment
    private let kept: RefreshingCredentials

    /// Makes a provider for an environment; costs nothing until it is first asked.
    ///
    /// - Parameters:
    ///   - environment: The variables.
    ///   - limits: Time-outs and retries of the sources that are asked over HTTP.
    ///   - logger: Warned when credentials cannot be renewed.
    ///   - now: The wall clock.
    public convenience init(
        environment: [String: String] = ProcessInfo.processInfo.environment,
        limits: RequestLimits = RequestLimits(),
        logger: Logger = Logger(label: "aws-parameters"),
        now: @escaping @Sendable () -> Date = { .now }
    ) {
        self.init(environment: environment, RemoteSettings(environment, limits, logger), now: now)
    }

    init(
        environment: [String: String],
        _ settings: RemoteSettings,
        now: @escaping @Sendable () -> Date = { .now }
    ) {
        self.environment = SealedEnvironment(environment)
        let source = SourceCredentials(environment: self.environment, settings: settings, now: now)
        self.kept = RefreshingCredentials(source, logger: settings.telemetry.logger, now: now)
    }

    /// Which source is asked; opens the shared profile files when nothing of higher rank is set up, and asks nobody.
    public var source: CredentialSource {
        CredentialSource(environment: environment.variables)
    }

    /// The source's credentials.
    ///
    /// - Throws: ``AWSParametersError`` of the source, or `CancellationError`.
    public func credentials() async throws -> AWSCredentials {
        try await kept.credentials()
    }

    /// The source's credentials, asked for anew.
    ///
    /// - Throws: As ``credentials()``.
    public func freshCredentials() async throws -> AWSCredentials {
        try await kept.freshCredentials()
    }
}

/// Asks the source that an environment sets up, each time anew.
private struct SourceCredentials: AWSCredentialProvider {
    let environment: SealedEnvironment
    let settings: RemoteSettings
    let now: @Sendable () -> Date

    func credentials() async throws -> AWSCredentials {
        let environment = environment.variables
        switch CredentialSource(environment: environment).kind {
        case .environment:
            return try EnvironmentCredentials(environment: environment, now: now).credentials()
        case .webIdentity:
            return try await WebIdentityCredentials(environment: environment, settings).credentials()
        case .profile:
            return try await ProfileCredentials(environment: environment, settings).credentials()
        case .container:
            return try await ContainerCredentials(environment: environment, settings).credentials()
        case .instance:
            return try await InstanceCredentials(environment: environment, settings).credentials()
        case .none:
            throw AWSParametersError.noCredentialSource(isOnLambda: CredentialSource.isOnLambda(environment))
        }
    }
}
