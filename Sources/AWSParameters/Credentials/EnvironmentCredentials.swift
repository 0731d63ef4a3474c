#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

/// Credentials from `AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY` and `AWS_SESSION_TOKEN`.
///
/// Lambda sets all three before the process starts and does not change them while it lives, so they are read once,
/// when this value is made. An empty variable counts as one that is not set.
public struct EnvironmentCredentials: AWSCredentialProvider {
    private let found: Result<AWSCredentials, AWSParametersError>

    /// Reads the variables from a snapshot of an environment.
    public init(environment: [String: String] = ProcessInfo.processInfo.environment) {
        self.found = Result { () throws(AWSParametersError) in
            try Self.read(environment)
        }
    }

    /// Returns the credentials that were in the environment.
    ///
    /// - Throws: ``AWSParametersError`` with ``AWSParametersError/Code/missingCredentials``, naming the variables that
    ///   are not set.
    public func credentials() throws(AWSParametersError) -> AWSCredentials {
        try found.get()
    }

    private static func read(_ environment: [String: String]) throws(AWSParametersError) -> AWSCredentials {
        guard
            let accessKeyID = environment.nonEmpty("AWS_ACCESS_KEY_ID"),
            let secretAccessKey = environment.nonEmpty("AWS_SECRET_ACCESS_KEY")
        else {
            let missing = ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"].filter { environment.nonEmpty($0) == nil }
            throw .missingCredentials(variables: missing)
        }
        return AWSCredentials(
            accessKeyID: accessKeyID,
            secretAccessKey: Secret(secretAccessKey),
            sessionToken: environment.nonEmpty("AWS_SESSION_TOKEN").map(Secret.init)
        )
    }
}

extension [String: String] {
    /// The value of a variable that is set to something.
    func nonEmpty(_ variable: String) -> String? {
        guard let value = self[variable], !value.isEmpty else { return nil }
        return value
    }
}
