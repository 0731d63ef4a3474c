/// A source of AWS credentials.
///
/// It is asked before every request, so a provider whose credentials expire keeps and renews them itself.
public protocol AWSCredentialProvider: Sendable {
    /// Returns credentials that are valid now.
    ///
    /// - Throws: ``AWSParametersError`` with ``AWSParametersError/Code/missingCredentials``, or the provider's own error,
    ///   which reaches the caller unchanged.
    func credentials() async throws -> AWSCredentials
}

extension AWSCredentials: AWSCredentialProvider {
    /// These credentials themselves, for a fixed key pair.
    public func credentials() -> AWSCredentials {
        self
    }
}
