#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

/// Credentials from `AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY` and `AWS_SESSION_TOKEN`.
///
/// Lambda sets all three before the process starts and does not change them while it lives, so they are read once,
/// when this value is made. `AWS_CREDENTIAL_EXPIRATION`, which the AWS CLI exports beside them, says when they end. An
/// empty variable counts as one that is not set.
public struct EnvironmentCredentials: AWSCredentialProvider {
    private let found: Result<AWSCredentials, AWSParametersError>
    private let now: @Sendable () -> Date

    /// Reads the variables from a snapshot of an environment.
    ///
    /// - Parameters:
    ///   - environment: The variables.
    ///   - now: The wall clock, for credentials that tell their end.
    public init(
        environment: [String: String] = ProcessInfo.processInfo.environment,
        now: @escaping @Sendable () -> Date = { .now }
    ) {
        self.now = now
        self.found = Result { () throws(AWSParametersError) in
            try Self.read(environment)
        }
    }

    /// Returns the credentials that were in the environment.
    ///
    /// - Throws: ``AWSParametersError`` with ``AWSParametersError/Code/missingCredentials``, naming the variables that
    ///   are not set, ``AWSParametersError/Code/expiredCredentials``, or
    ///   ``AWSParametersError/Code/invalidConfiguration`` for an end that is no date.
    public func credentials() throws(AWSParametersError) -> AWSCredentials {
        let credentials = try found.get()
        if let end = credentials.expiration, end <= now() { throw .expiredEnvironment }
        return credentials
    }

    /// Whether the environment has at least one of the two keys, so that this is where its credentials are meant to be.
    static func isChosen(by environment: [String: String]) -> Bool {
        keys.contains { environment.nonEmpty($0) != nil }
    }

    private static let keys = ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"]

    private static func read(_ environment: [String: String]) throws(AWSParametersError) -> AWSCredentials {
        guard
            let accessKeyID = environment.nonEmpty("AWS_ACCESS_KEY_ID"),
            let secretAccessKey = environment.nonEmpty("AWS_SECRET_ACCESS_KEY")
        else {
            throw .missingCredentials(variables: keys.filter { environment.nonEmpty($0) == nil })
        }
        let end = environment.nonEmpty("AWS_CREDENTIAL_EXPIRATION")
        let expiration = end.flatMap(Date.init(awsTimestamp:))
        guard (end == nil) == (expiration == nil) else { throw .unreadableExpiration }
        return AWSCredentials(
            accessKeyID: accessKeyID,
            secretAccessKey: Secret(secretAccessKey),
            sessionToken: environment.nonEmpty("AWS_SESSION_TOKEN").map(Secret.init),
            expiration: expiration
        )
    }
}
