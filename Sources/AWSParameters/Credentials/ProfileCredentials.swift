public import Logging

#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

/// Credentials of a profile in AWS's shared files, `~/.aws/credentials` and `~/.aws/config`, for work on a laptop.
///
/// `AWS_PROFILE` names the profile, else it is `default`; `AWS_SHARED_CREDENTIALS_FILE` and `AWS_CONFIG_FILE` name other
/// files. A profile has keys, or a `role_arn` with a `source_profile`, a `credential_source` or a `web_identity_token_file`. For
/// one that signs in by `aws sso login`, or by a process, the error says how to export its credentials. The files are read by each call.
public struct ProfileCredentials: AWSCredentialProvider {
    private let environment: SealedEnvironment
    private let settings: RemoteSettings

    /// Takes the names of profile and files from a snapshot of an environment; reads no file yet.
    public init(
        environment: [String: String] = ProcessInfo.processInfo.environment,
        limits: RequestLimits = RequestLimits(),
        logger: Logger = Logger(label: "aws-parameters")
    ) {
        self.init(environment: environment, RemoteSettings(environment, limits, logger))
    }

    init(environment: [String: String], _ settings: RemoteSettings) {
        self.environment = SealedEnvironment(environment)
        self.settings = settings
    }

    /// Reads the profile, and asks STS where it names a role.
    ///
    /// - Throws: ``AWSParametersError`` or `CancellationError`; ``AWSParametersError/Code/missingCredentials`` when there is
    ///   no such profile, and ``AWSParametersError/Code/invalidConfiguration`` when it cannot be used.
    public func credentials() async throws -> AWSCredentials {
        let file = try Self.file(environment.variables)
        return try await credentials(of: Self.profileName(environment.variables), in: file, visited: [])
    }

    private func credentials(
        of name: String,
        in file: ProfileFile,
        visited: Set<String>
    ) async throws -> AWSCredentials {
        guard let profile = file.profiles[name] else { throw AWSParametersError.noProfile(name) }
        // A profile may name itself as its source, which means its own keys.
        let isSourceOfItself = visited.contains(name)
        if let arn = profile.nonEmpty("role_arn"), !isSourceOfItself {
            return try await assume(arn, of: profile, name, in: file, visited: visited.union([name]))
        }
        guard
            let accessKeyID = profile.nonEmpty("aws_access_key_id"),
            let secretAccessKey = profile.nonEmpty("aws_secret_access_key")
        else { throw Self.unusable(profile, name) }
        return AWSCredentials(
            accessKeyID: accessKeyID,
            secretAccessKey: Secret(secretAccessKey),
            sessionToken: profile.nonEmpty("aws_session_token").map(Secret.init)
        )
    }

    private func assume(
        _ arn: String,
        of profile: ProfileFile.Profile,
        _ name: String,
        in file: ProfileFile,
        visited: Set<String>
    ) async throws -> AWSCredentials {
        var role = AssumedRole(arn: arn)
        role.sessionName = profile.nonEmpty("role_session_name") ?? role.sessionName
        role.externalID = profile.nonEmpty("external_id")
        role.duration = profile.nonEmpty("duration_seconds").flatMap { Int($0) }
        let region = try AWSRegion.current(environment: environment.variables, profile: profile)
        let client = try SecurityTokenClient(region: region, environment: environment.variables, settings)
        if let tokenFile = profile.nonEmpty("web_identity_token_file") {
            let setting = "the profile's web_identity_token_file"
            return try await WebIdentityCredentials(client: client, role: role, tokenFile: tokenFile, setting: setting)
                .credentials()
        }
        guard profile.nonEmpty("mfa_serial") == nil else { throw Self.unusable(profile, name) }
        if let source = profile.nonEmpty("credential_source") {
            return try await client.assumeRole(role, by: try credentialSource(source, name))
        }
        guard let source = profile.nonEmpty("source_profile") else { throw Self.unusable(profile, name) }
        guard source == name || !visited.contains(source) else { throw AWSParametersError.circularProfile(name) }
        let credentials = try await credentials(of: source, in: file, visited: visited)
        return try await client.assumeRole(role, by: credentials)
    }

    /// The provider that a profile's `credential_source` names.
    private func credentialSource(_ source: String, _ name: String) throws -> any AWSCredentialProvider {
        let environment = environment.variables
        switch source {
        case "Environment": return EnvironmentCredentials(environment: environment)
        case "EcsContainer": return try ContainerCredentials(environment: environment, settings)
        case "Ec2InstanceMetadata": return try InstanceCredentials(environment: environment, settings)
        default: throw AWSParametersError.unknownSource(name)
        }
    }

    /// The error for a profile without keys, by what it has instead.
    private static func unusable(_ profile: ProfileFile.Profile, _ name: String) -> AWSParametersError {
        guard let setting = foreign.first(where: { profile.nonEmpty($0) != nil }) else {
            return .incompleteProfile(name)
        }
        return .foreignProfile(name, setting)
    }

    /// The settings of this type's profiles.
    private static let own = ["aws_access_key_id", "aws_secret_access_key", "role_arn"]
    /// The settings of profiles that only the AWS CLI can use.
    private static let foreign = [
        "sso_session", "sso_start_url", "credential_process", "mfa_serial",
    ]
}

extension ProfileCredentials {
    static func profileName(_ environment: [String: String]) -> String {
        environment.nonEmpty("AWS_PROFILE") ?? "default"
    }

    /// Whether the files have a default profile with credentials, or cannot be read, which asking the profile then reports.
    static func isChosen(by environment: [String: String]) -> Bool {
        guard let file = try? file(environment) else { return true }
        // A default profile may be there for its region alone, or for how the AWS CLI prints.
        let profile = file.profiles["default"] ?? [:]
        return (own + foreign).contains { profile.nonEmpty($0) != nil }
    }

    /// The profile's settings; none when there is no such profile.
    static func profile(_ environment: [String: String]) throws(AWSParametersError) -> ProfileFile.Profile {
        try file(environment).profiles[profileName(environment)] ?? [:]
    }

    private static func file(_ environment: [String: String]) throws(AWSParametersError) -> ProfileFile {
        ProfileFile(
            config: try text("AWS_CONFIG_FILE", "config", environment),
            credentials: try text("AWS_SHARED_CREDENTIALS_FILE", "credentials", environment)
        )
    }

    private static func text(
        _ variable: String,
        _ name: String,
        _ environment: [String: String]
    ) throws(AWSParametersError) -> String {
        let folder = environment.nonEmpty("HOME").map { "\($0)/.aws" }
        guard let path = environment.nonEmpty(variable) ?? folder.map({ "\($0)/\(name)" }) else { return "" }
        do throws(SecretFile.Failure) {
            return try SecretFile.text(path)
        } catch {
            if case .missing = error { return "" }
            // `AWS_CONFIG_FILE=/dev/null` is a common way to have none.
            if case .notAFile = error, path == "/dev/null" { return "" }
            throw error.asConfiguration(of: "\(variable) (or ~/.aws/\(name))")
        }
    }
}

extension AWSParametersError {
    fileprivate static func noProfile(_ name: String) -> AWSParametersError {
        AWSParametersError(
            .missingCredentials,
            """
            There is no profile \(quoted(name)) in ~/.aws/credentials or ~/.aws/config, or the files that \
            AWS_SHARED_CREDENTIALS_FILE and AWS_CONFIG_FILE name. Check AWS_PROFILE and any source_profile.
            """
        )
    }

    fileprivate static func incompleteProfile(_ name: String) -> AWSParametersError {
        AWSParametersError(
            .invalidConfiguration,
            """
            Profile \(quoted(name)) has no credentials: it needs aws_access_key_id and aws_secret_access_key, or \
            role_arn with source_profile, credential_source or web_identity_token_file.
            """
        )
    }

    fileprivate static func foreignProfile(_ name: String, _ setting: String) -> AWSParametersError {
        AWSParametersError(
            .invalidConfiguration,
            """
            Profile \(quoted(name)) gets its credentials by \(setting), which is not done here. Let the AWS CLI do it and \
            export them: eval "$(aws configure export-credentials --profile \(quoted(name)) --format env)".
            """
        )
    }

    fileprivate static func unknownSource(_ name: String) -> AWSParametersError {
        AWSParametersError(
            .invalidConfiguration,
            "The credential_source of profile \(quoted(name)) is none of Environment, EcsContainer, Ec2InstanceMetadata."
        )
    }

    fileprivate static func circularProfile(_ name: String) -> AWSParametersError {
        AWSParametersError(
            .invalidConfiguration,
            "The source_profile of profile \(quoted(name)) leads back to a profile before it. End the circle."
        )
    }

    /// A name from a file, no longer than it can be.
    private static func quoted(_ name: String) -> String { "'\(name.prefix(64))'" }
}
