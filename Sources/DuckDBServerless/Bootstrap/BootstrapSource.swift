internal import AWSParameters

/// Where bootstrap steps get secrets and credentials from.
struct BootstrapSource: Sendable {
    let parameters: ParameterResolver
    let credentials: any AWSCredentialProvider

    /// Has the secrets of steps fetched in one batch, so that each then finds its own known; reports no failure.
    func prepare(_ steps: [any BootstrapStep]) async {
        _ = try? await parameters.secrets(Set(steps.flatMap(\.secrets)))
    }

    /// What a step needs.
    ///
    /// - Parameters:
    ///   - step: The step.
    ///   - forceFetch: Whether what is known already is not to count, because a service has refused it.
    /// - Returns: Its secrets and credentials.
    /// - Throws: `BootstrapError` with code `secretUnavailable`.
    func material(for step: any BootstrapStep, forceFetch: Bool = false) async throws -> BootstrapMaterial {
        do {
            async let secrets = parameters.secrets(Set(step.secrets), forceFetch: forceFetch)
            let role = try await credentials(for: step, forceFetch: forceFetch)
            return BootstrapMaterial(secrets: try await secrets, credentials: role)
        } catch let error as CancellationError {
            throw error
        } catch {
            throw BootstrapError(
                .secretUnavailable,
                step: step.name,
                "\(error)",
                remedy: "See the cause above: reference, permission or region; the next query tries again.",
                underlying: error
            )
        }
    }

    /// The step's secrets and credentials fetched anew, or nil when they are still the same.
    func changed(_ material: BootstrapMaterial, for step: any BootstrapStep) async throws -> BootstrapMaterial? {
        let fresh = try await self.material(for: step, forceFetch: true)
        let isChanged = step.secrets.contains { fresh.secret($0) != material.secret($0) }
        let hasNewCredentials = step.needsCredentials && fresh.credentials != material.credentials
        return isChanged || hasNewCredentials ? fresh : nil
    }

    private func credentials(for step: any BootstrapStep, forceFetch: Bool) async throws -> AWSCredentials? {
        guard step.needsCredentials else { return nil }
        return try await forceFetch ? credentials.freshCredentials() : credentials.credentials()
    }
}
