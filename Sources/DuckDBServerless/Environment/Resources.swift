/// What an engine may take of the machine and where it may write, each with the reason.
///
/// DuckDB would take 80 % of the memory and a thread for every core that it sees, and spill into the working directory. A
/// function has none of these: a Lambda of 512 MB sees two cores and has 0.29 of one's time, and its code lies on a file system
/// that cannot be written.
///
/// All invocations that a process answers at once share one engine, and with it memory, threads and room to spill: none of
/// them is divided by the number of invocations, only more is kept back for their answers. A process that wakes several
/// engines gives each its ``share(of:)``.
public struct Resources: Sendable, Hashable {
    /// Whose machine this is.
    public var platform: Setting<Platform>
    /// How many invocations the platform hands to the process at once.
    public var concurrency: Setting<Int>
    /// The engine's memory limit in MiB; nil leaves DuckDB's own, 80 % of the host's memory.
    public var memoryLimit: Setting<Int?>
    /// The engine's threads; nil leaves DuckDB's own, one per core.
    public var threads: Setting<Int?>
    /// The folder in which each engine makes one of its own to spill to.
    public var temporaryDirectory: Setting<String>
    /// The most that the engine spills, in MiB; 0 for not at all, nil for DuckDB's own, 90 % of the space that is free.
    public var maxTemporarySize: Setting<Int?>
    /// Where the engine would keep secrets, if it were ever told to.
    public var secretDirectory: Setting<String>
    /// The certificates that `httpfs` trusts; nil leaves it to look where it does.
    public var certificateFile: Setting<String?>

    /// Works the resources out from the environment and this machine: some small files are read.
    ///
    /// - Throws: `ConfigurationError` when a variable, or a key of the configuration's file, cannot be used.
    public init(_ environment: FunctionEnvironment = FunctionEnvironment()) throws(ConfigurationError) {
        try self.init(environment, machine: Machine(for: environment))
    }

    /// Works the resources out for a machine.
    package init(_ environment: FunctionEnvironment, machine: Machine) throws(ConfigurationError) {
        let environment = try environment.withFile()
        let platform = Platform.deployed(environment) ?? machine.platform
        let concurrency = try environment.concurrency
        let memory = try environment.memoryLimit(machine, concurrency: concurrency.value)
        self.platform = platform
        self.concurrency = concurrency
        memoryLimit = memory
        threads = try environment.threads(machine, platform: platform.value, memoryLimit: memory.value)
        temporaryDirectory =
            environment.value(.tempDirectory).map { environment.chosen($0, by: .tempDirectory) }
            ?? Setting("/tmp/duckdb", "/tmp is what functions may write to")
        maxTemporarySize = try environment.maxTemporarySize(
            machine,
            platform: platform.value,
            folder: temporaryDirectory.value
        )
        secretDirectory =
            environment.value(.secretDirectory).map { environment.chosen($0, by: .secretDirectory) }
            ?? Setting("/tmp/duckdb_secrets", "not under HOME; kept secrets are off, so that it stays empty")
        certificateFile = environment.certificateFile(machine)
    }

    /// What each of several engines of one process gets: memory and room to spill divided by their number, at least 64 MiB of
    /// memory; threads not, because those without work cost nothing.
    ///
    /// What is left to DuckDB stays so: it knows nothing of other engines, so set a memory limit where there are some.
    public func share(of engines: Int) -> Resources {
        guard engines > 1 else { return self }
        var share = self
        share.memoryLimit = Setting(
            memoryLimit.value.map { max(64, $0 / engines) },
            "one of \(engines) engines; \(memoryLimit.reason)"
        )
        share.maxTemporarySize = Setting(
            maxTemporarySize.value.map { $0 / engines },
            "one of \(engines) engines; \(maxTemporarySize.reason)"
        )
        return share
    }
}

extension Machine {
    /// What the machine alone shows, where no platform's variable is set.
    fileprivate var platform: Setting<Platform> {
        if memoryLimit != nil || coreLimit != nil { return Setting(.container, "a control group limits it") }
        return Setting(.host, "no variable of one is set, and no control group limits it")
    }
}
