/// A source of AWS credentials.
///
/// It is asked before every request, so put ``RefreshingCredentials`` before one that asks a service itself. A fetch's
/// time-out cancels the task that asks, so a provider that waits has to end when it is cancelled.
public protocol AWSCredentialProvider: Sendable {
    /// Returns credentials that are valid now.
    ///
    /// - Throws: ``AWSParametersError`` with ``AWSParametersError/Code/missingCredentials``, or the provider's own error,
    ///   which reaches the caller unchanged.
    func credentials() async throws -> AWSCredentials

    /// Returns credentials other than those kept so far, for when a service has refused those of ``credentials()``.
    ///
    /// A request for them that is under way may be waited for. By default the same as ``credentials()``, which is right for a provider that keeps nothing.
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
