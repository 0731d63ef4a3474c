internal import AWSParameters
internal import DuckDBClient

/// Where bootstrap steps get secrets and credentials from.
struct BootstrapSource: Sendable {
    let parameters: ParameterResolver
    let credentials: any AWSCredentialProvider

    /// Everything the steps need, in one batch.
    ///
    /// Blocks an engine thread.
    func material(
        for steps: [any BootstrapStep],
        forceFetch: Bool = false,
        _ interruption: Interruption
    ) throws -> BootstrapMaterial {
        let references = Set(steps.flatMap(\.secrets))
        let fetched = try naming(steps.first { !$0.secrets.isEmpty }) {
            try EngineThreadWait.result(interruption) {
                try await parameters.secrets(references, forceFetch: forceFetch)
            }
        }
        let signer = steps.first(where: \.needsCredentials)
        let role = try naming(signer) {
            try EngineThreadWait.result(interruption) {
                // What a service has refused is not to come again.
                try await forceFetch ? credentials.freshCredentials() : credentials.credentials()
            }
        }
        return BootstrapMaterial(secrets: fetched ?? [:], credentials: role)
    }

    /// The material with the step's secrets and credentials fetched anew, or nil when they are still the same.
    func changed(
        _ material: BootstrapMaterial,
        for step: any BootstrapStep,
        _ interruption: Interruption
    ) throws -> BootstrapMaterial? {
        let fresh = try self.material(for: [step], forceFetch: true, interruption)
        let isChanged = step.secrets.contains { fresh.secret($0) != material.secret($0) }
        let hasNewCredentials = step.needsCredentials && fresh.credentials != material.credentials
        return isChanged || hasNewCredentials ? fresh : nil
    }

    /// Reports a failure as that of the step; does nothing where no step needs it.
    private func naming<T>(_ step: (any BootstrapStep)?, _ fetch: () throws -> T) throws -> T? {
        guard let step else { return nil }
        do {
            return try fetch()
        } catch let error as CancellationError {
            throw error
        } catch {
            throw BootstrapError(
                .secretUnavailable,
                step: step.name,
                "\(error)",
                remedy: "Nothing was attached; the next query tries again.",
                underlying: error
            )
        }
    }
}
