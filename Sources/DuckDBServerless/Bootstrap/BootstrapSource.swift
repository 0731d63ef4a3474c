internal import AWSParameters
internal import DuckDBClient

/// Where bootstrap steps get secrets and credentials from.
struct BootstrapSource: Sendable {
    let parameters: ParameterCache?
    let credentials: any AWSCredentialProvider
    let environment: FunctionEnvironment

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
            try EngineThreadWait.result(interruption) { try await secrets(references, forceFetch: forceFetch) }
        }
        let signer = steps.first(where: \.needsCredentials)
        let role = try naming(signer) {
            try EngineThreadWait.result(interruption) { try await credentials.credentials() }
        }
        return BootstrapMaterial(secrets: fetched ?? [:], credentials: role)
    }

    /// The material with the step's secrets fetched past the cache, or nil when they are still the same.
    func changed(
        _ material: BootstrapMaterial,
        for step: any BootstrapStep,
        _ interruption: Interruption
    ) throws -> BootstrapMaterial? {
        let fresh = try self.material(for: [step], forceFetch: true, interruption)
        let isChanged = step.secrets.contains { fresh.secret($0) != material.secret($0) }
        return isChanged ? fresh : nil
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

    private func secrets(
        _ references: Set<SecretReference>,
        forceFetch: Bool
    ) async throws -> [SecretReference: Secret] {
        var secrets: [SecretReference: Secret] = [:]
        var names: [String] = []
        for reference in references {
            switch reference {
            case .variable(let name): secrets[reference] = try variable(name)
            case .parameter(let name): names.append(name)
            }
        }
        guard !names.isEmpty else { return secrets }
        guard let parameters else {
            throw ConfigurationError(.missing, variable: "AWS_REGION", expected: "the region of the SSM parameters")
        }
        for (name, secret) in try await parameters.parameters(named: names, forceFetch: forceFetch) {
            secrets[.parameter(name)] = secret
        }
        return secrets
    }

    private func variable(_ name: String) throws(ConfigurationError) -> Secret {
        guard let value = environment.variables[name], !value.isEmpty else {
            throw ConfigurationError(.missing, variable: name, expected: "the secret that the configuration refers to")
        }
        return Secret(value)
    }
}
