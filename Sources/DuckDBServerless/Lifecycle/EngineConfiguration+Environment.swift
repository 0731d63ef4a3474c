internal import AWSParameters

extension EngineConfiguration {
    /// Reads everything from environment variables, as the documentation's table lists them.
    ///
    /// Costs a fraction of a millisecond; nothing is asked over the network. ``Resources`` says what the machine is looked at
    /// for. Where no variable names a region, as on a laptop, the profile's files are looked at.
    ///
    /// - Throws: `ConfigurationError` with the variable's name, or `AWSParametersError` for an unusable AWS setting.
    public static func environment(
        _ environment: FunctionEnvironment = FunctionEnvironment()
    ) throws -> EngineConfiguration {
        try .environment(environment, machine: Machine())
    }

    /// Reads everything from environment variables, for a machine.
    package static func environment(
        _ environment: FunctionEnvironment,
        machine: Machine
    ) throws -> EngineConfiguration {
        var configuration = EngineConfiguration(environment: environment)
        configuration.extensionDirectory =
            environment.value(.extensionDirectory) ?? configuration.extensionDirectory
        configuration.extensions = try environment.extensions()
        configuration.trust = try environment.trust() ?? configuration.trust
        configuration.installsMissing = try environment.installsMissing() ?? configuration.installsMissing
        configuration.installRepository = environment.value(.extensionRepository)
        configuration.apply(try Resources(environment, machine: machine))
        configuration.steps = try environment.bootstrapSteps()
        configuration.parameters = ParameterResolver(
            try ParameterSources(environment: environment.variables, credentials: configuration.credentials)
        )
        return configuration
    }
}

extension FunctionEnvironment {
    fileprivate func bootstrapSteps() throws(ConfigurationError) -> [any BootstrapStep] {
        var steps: [any BootstrapStep] = []
        for name in (value(.bootstrap) ?? "").split(separator: ",") {
            switch name.filter({ !$0.isWhitespace }) {
            case "s3": steps.append(try s3Storage())
            case "pg_replica": steps.append(try postgresReplica())
            case "duckdb_file": steps.append(DatabaseFile(path: try required(.databaseFile)))
            default:
                throw ConfigurationError(
                    .invalid,
                    variable: "DEFAULT_BOOTSTRAP",
                    expected: "a comma-separated list of s3, pg_replica and duckdb_file"
                )
            }
        }
        return steps
    }

    private func s3Storage() throws(ConfigurationError) -> S3Storage {
        var step = S3Storage(region: try required(.region))
        step.scope = value(.s3Scope)
        let variable = value(.s3Endpoint) != nil ? EnvironmentVariable.s3Endpoint : .anyEndpoint
        guard let url = value(variable) else { return step }
        do {
            let endpoint = try AWSEndpoint(url)
            step.endpoint = endpoint.authority
            step.usesTLS = endpoint.scheme == "https"
        } catch {
            throw ConfigurationError(
                .invalid,
                variable: variable.name,
                expected: "http://HOST:PORT or https://HOST"
            )
        }
        return step
    }

    private func postgresReplica() throws(ConfigurationError) -> PostgresReplica {
        let password = try reference(.replicaPassword)
        var step = PostgresReplica(
            host: try required(.replicaHost),
            database: try required(.replicaDatabase),
            user: try required(.replicaUser),
            password: password
        )
        step.port = try integer(.replicaPort, in: 1...65_535) ?? step.port
        step.tlsMode = try tlsMode() ?? step.tlsMode
        step.rootCertificate = value(.replicaRootCertificate)
        step.connectTimeout = try integer(.replicaConnectTimeout, in: 2...60) ?? step.connectTimeout
        step.statementTimeout = try integer(.replicaStatementTimeout, in: 1...900_000) ?? step.statementTimeout
        step.applicationName = value(.lambdaName) ?? step.applicationName
        return step
    }

    private func reference(_ variable: EnvironmentVariable) throws(ConfigurationError) -> ParameterReference {
        let text = try required(variable)
        do throws(AWSParametersError) {
            return try ParameterReference(text)
        } catch {
            let expected = "ssm:NAME, secretsmanager:NAME#FIELD, env:NAME or file:PATH"
            throw ConfigurationError(.invalid, variable: variable.name, expected: expected)
        }
    }

    private func tlsMode() throws(ConfigurationError) -> String? {
        guard let mode = value(.replicaTLS) else { return nil }
        guard ["disable", "allow", "prefer", "require", "verify-ca", "verify-full"].contains(mode) else {
            throw ConfigurationError(
                .invalid,
                variable: "PG_REPLICA_SSLMODE",
                expected: "disable, allow, prefer, require, verify-ca or verify-full"
            )
        }
        return mode
    }
}
