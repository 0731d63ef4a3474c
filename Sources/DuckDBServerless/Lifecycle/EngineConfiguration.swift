public import AWSParameters

/// What an engine is woken with: bundle, resources, bootstrap steps and where their secrets are.
///
/// Read it from the environment, or make one and set what differs.
public struct EngineConfiguration: Sendable {
    /// The bundle of baked extensions.
    ///
    /// Where it has no bundle at all, an engine wakes without one unless an extension is asked for. It must be read-only to
    /// whoever could want to change it, as an image is.
    public var extensionDirectory = "/opt/duckdb_extensions"
    /// The extensions to load when the engine wakes, beside those of the steps.
    public var extensions: [ExtensionName] = []
    /// What vouches for an extension's file.
    public var trust = ExtensionTrust.manifest
    /// Whether the wake downloads an extension that is asked for and that no bundle has: for development.
    ///
    /// The engine checks the signature of what it downloads and keeps it under HOME. A file of the bundle that is damaged is
    /// an error all the same.
    public var installsMissing: Bool
    /// The repository that extensions are downloaded from, a URL or a folder; nil for DuckDB's own.
    public var installRepository: String?
    /// The engine's memory limit in MiB; nil leaves DuckDB's own, 80 % of the host's memory.
    public var memoryLimit: Int?
    /// The engine's threads; nil leaves DuckDB's own, one per core.
    public var threads: Int?
    /// The folder in which the engine makes one of its own to spill to what memory does not hold.
    ///
    /// Never two engines in one: what each spills would overwrite what the other has, and both would crash.
    public var temporaryDirectory = "/tmp/duckdb"
    /// The most that the engine spills, in MiB; 0 for not at all, nil for DuckDB's own, 90 % of the space that is free.
    public var maxTemporarySize: Int?
    /// Where the engine would keep secrets, if it were ever told to.
    public var secretDirectory = "/tmp/duckdb_secrets"
    /// The certificates that `httpfs` trusts; nil leaves it to look where it does.
    public var certificateFile: String?
    /// The bootstrap steps, each run when a statement first needs it.
    public var steps: [any BootstrapStep] = []
    /// Statements that are expected, each with its text parameters: what all of them call for is prepared while the engine opens.
    ///
    /// Extensions' files are checked then and secrets fetched; nothing is loaded or attached. What fails is tried again, and told,
    /// when a statement needs it.
    package var expected: [[String]] = []
    /// For SQL that others wrote: what it may read, and nothing else; nil for SQL of your own.
    ///
    /// All steps run at the wake then, because nothing can be attached once the engine is locked, and one that fails fails the
    /// wake. A cursor runs queries only. See security.md.
    public var hardened: HardenedProfile?
    /// Where the steps' secrets come from; at first environment variables and files alone.
    public var parameters: ParameterResolver
    /// The function's AWS credentials, for the steps that ask for them.
    public var credentials: any AWSCredentialProvider
    /// The variables that everything was read from.
    public var environment: FunctionEnvironment

    /// Makes a configuration with defaults, without steps; it installs what is missing unless a platform's variables show
    /// that this is a deployed function or container.
    public init(environment: FunctionEnvironment = FunctionEnvironment()) {
        self.environment = environment
        installsMissing = !environment.isDeployed
        credentials = DefaultCredentials(environment: environment.variables)
        parameters = ParameterResolver(
            ParameterSources([
                .environment: EnvironmentParameters(environment: environment.variables), .file: FileParameters(),
            ])
        )
    }
}
