internal import AWSParameters
public import Configuration

extension EngineConfiguration {
    /// Reads everything from environment variables, as the documentation's table lists them.
    ///
    /// What they do not set is read from the JSON file that `DUCKDB_CONFIGURATION` names, if any.
    /// Costs a fraction of a millisecond; nothing is asked over the network. ``Resources`` says what the machine is looked at
    /// for. Where no variable names a region, as on a laptop, the profile's files are looked at.
    ///
    /// - Throws: `ConfigurationError` with the variable's name or the file's key, or `AWSParametersError` for an unusable AWS setting.
    public static func environment(
        _ environment: FunctionEnvironment = FunctionEnvironment()
    ) throws -> EngineConfiguration {
        try .environment(environment, machine: Machine(for: environment))
    }

    /// Reads what this package has keys for from a reader, as the documentation's table lists them.
    ///
    /// The reader's providers decide what goes before what: put an `EnvironmentVariablesProvider` first where variables are to.
    /// What a platform or AWS has environment variables for is read from those.
    ///
    /// - Throws: `ConfigurationError` with the key, or `AWSParametersError` for an unusable AWS setting.
    public init(reader: ConfigReader, environment: FunctionEnvironment = FunctionEnvironment()) throws {
        self = try .environment(FunctionEnvironment(reader: reader, variables: environment.variables))
    }

    /// Reads everything for a machine.
    package static func environment(
        _ environment: FunctionEnvironment,
        machine: Machine
    ) throws -> EngineConfiguration {
        let environment = try environment.withFile()
        var configuration = EngineConfiguration(environment: environment)
        configuration.extensionDirectory =
            environment.value(.extensionDirectory) ?? configuration.extensionDirectory
        configuration.extensions = try environment.extensions(.extensions)
        configuration.trust = try environment.trust() ?? configuration.trust
        configuration.installsMissing = try environment.installsMissing() ?? configuration.installsMissing
        configuration.installRepository = environment.value(.extensionRepository)
        configuration.apply(try Resources(environment, machine: machine))
        configuration.hardened = try HardenedProfile.configured(environment)
        configuration.steps = try StepCatalog.steps(environment)
        configuration.parameters = ParameterResolver(
            try ParameterSources(environment: environment.variables, credentials: configuration.credentials)
        )
        return configuration
    }
}
