/// A source of AWS credentials.
///
/// It is asked before every request, so put ``RefreshingCredentials`` before one that asks a service itself.
public protocol AWSCredentialProvider: Sendable {
    /// Returns credentials that are valid now.
    ///
    /// - Throws: ``AWSParametersError`` with ``AWSParametersError/Code/missingCredentials``, or the provider's own error,
    ///   which reaches the caller unchanged.
    func credentials() async throws -> AWSCredentials

    /// Returns credentials that were fetched after the call, for when a service has refused those of ``credentials()``.
    ///
    /// By default the same as ``credentials()``, which is right for a provider that keeps nothing.
    ///
    /// - Throws: As ``credentials()``.
    func freshCredentials() async throws -> AWSCredentials
}

extension AWSCredentialProvider {
    /// The same as ``credentials()``.
    public func freshCredentials() async throws -> AWSCredentials {
        try await credentials()
    }
}

extension AWSCredentials: AWSCredentialProvider {
    /// These credentials themselves, for a fixed key pair.
    public func credentials() -> AWSCredentials {
        self
    }
}
