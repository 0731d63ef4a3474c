public import Logging

#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

/// Credentials of a role that a web identity token stands for, as EKS and OpenID Connect set up (IRSA).
///
/// The token in `AWS_WEB_IDENTITY_TOKEN_FILE`, read anew for each request since it is rotated, is exchanged with STS for
/// credentials of `AWS_ROLE_ARN`. `AWS_ROLE_SESSION_NAME` names the session. STS's endpoint follows the region and
/// `AWS_ENDPOINT_URL_STS`. Every call is a request: ``RefreshingCredentials`` keeps the answer.
public struct WebIdentityCredentials: AWSCredentialProvider {
    private let client: SecurityTokenClient
    private let role: AssumedRole
    private let tokenFile: String
    /// What names the file, for errors.
    private let setting: String

    /// Reads role and file from a snapshot of an environment.
    ///
    /// - Throws: ``AWSParametersError`` with ``AWSParametersError/Code/missingCredentials`` for a variable that is not
    ///   set, ``AWSParametersError/Code/missingRegion`` or ``AWSParametersError/Code/invalidConfiguration``.
    public init(
        environment: [String: String] = ProcessInfo.processInfo.environment,
        limits: RequestLimits = RequestLimits(),
        logger: Logger = Logger(label: "aws-parameters")
    ) throws(AWSParametersError) {
        try self.init(environment: environment, RemoteSettings(environment, limits, logger))
    }

    init(environment: [String: String], _ settings: RemoteSettings) throws(AWSParametersError) {
        guard
            let file = environment.nonEmpty("AWS_WEB_IDENTITY_TOKEN_FILE"),
            let arn = environment.nonEmpty("AWS_ROLE_ARN")
        else {
            let variables = ["AWS_WEB_IDENTITY_TOKEN_FILE", "AWS_ROLE_ARN"]
            throw .missingCredentials(variables: variables.filter { environment.nonEmpty($0) == nil })
        }
        var role = AssumedRole(arn: arn)
        role.sessionName = environment.nonEmpty("AWS_ROLE_SESSION_NAME") ?? role.sessionName
        let region = try AWSRegion.current(environment: environment)
        self.init(
            client: try SecurityTokenClient(region: region, environment: environment, settings),
            role: role,
            tokenFile: file,
            setting: "AWS_WEB_IDENTITY_TOKEN_FILE"
        )
    }

    init(client: SecurityTokenClient, role: AssumedRole, tokenFile: String, setting: String) {
        self.client = client
        self.role = role
        self.tokenFile = tokenFile
        self.setting = setting
    }

    /// Exchanges the token.
    ///
    /// - Throws: ``AWSParametersError`` or `CancellationError`.
    public func credentials() async throws -> AWSCredentials {
        try await client.assumeRole(role) {
            do throws(SecretFile.Failure) {
                return try SecretFile.text(tokenFile)
            } catch {
                throw error.asConfiguration(of: setting)
            }
        }
    }

    /// Whether the environment names a token's file.
    static func isChosen(by environment: [String: String]) -> Bool {
        environment.nonEmpty("AWS_WEB_IDENTITY_TOKEN_FILE") != nil
    }
}
