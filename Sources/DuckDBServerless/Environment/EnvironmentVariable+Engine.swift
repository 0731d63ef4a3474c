/// What an engine is woken with.
extension EnvironmentVariable {
    static let bootstrap = EnvironmentVariable(
        "DEFAULT_BOOTSTRAP",
        key: "default.bootstrap",
        kind: .list,
        default: "no steps",
        "Bootstrap steps, comma-separated: \(StepCatalog.quotedNames). Each runs when a query first needs it, or when the engine "
            + "wakes if `:eager` follows its name."
    )
    package static let configuration = EnvironmentVariable(
        "DUCKDB_CONFIGURATION",
        default: "none",
        "Path of a JSON file with the keys of this table, for what no variable sets."
    )
    static let extensionDirectory = EnvironmentVariable(
        "DUCKDB_EXTENSION_DIRECTORY",
        key: "duckdb.extensionDirectory",
        default: "/opt/duckdb_extensions",
        "The bundle of baked extensions."
    )
    static let extensions = EnvironmentVariable(
        "DUCKDB_EXTENSIONS",
        key: "duckdb.extensions",
        kind: .list,
        default: "those of the steps",
        "Further extensions to load at the wake, comma-separated, by name or alias."
    )
    static let extensionTrust = EnvironmentVariable(
        "DUCKDB_EXTENSION_TRUST",
        key: "duckdb.extensionTrust",
        default: "manifest",
        "What vouches for an extension's file: `manifest`, `signature` or `trusted`; see loading.md."
    )
    static let extensionInstall = EnvironmentVariable(
        "DUCKDB_EXTENSION_INSTALL",
        key: "duckdb.extensionInstall",
        default: "`off` on Lambda and other platforms, else `on`",
        "Whether the wake downloads what is asked for and in no bundle: `on` or `off`."
    )
    static let extensionRepository = EnvironmentVariable(
        "DUCKDB_EXTENSION_REPOSITORY",
        key: "duckdb.extensionRepository",
        default: "DuckDB's own",
        "The URL or folder that extensions are downloaded from."
    )
    static let memoryLimit = EnvironmentVariable(
        "DUCKDB_MEMORY_LIMIT",
        key: "duckdb.memoryLimit",
        kind: .number,
        default: "80 % of (the function's or the container's memory − 200 MiB); without a limit DuckDB's own",
        "The engine's memory in MiB, 64 or more."
    )
    static let threads = EnvironmentVariable(
        "DUCKDB_THREADS",
        key: "duckdb.threads",
        kind: .number,
        default: "on Lambda one per 1769 MB of memory size, rounded, 1 to 6; else one per core that may be used",
        "The engine's threads, 1 to 64."
    )
    static let tempDirectory = EnvironmentVariable(
        "DUCKDB_TEMP_DIRECTORY",
        key: "duckdb.tempDirectory",
        default: "/tmp/duckdb",
        "The folder in which each engine makes one of its own to spill to what memory does not hold."
    )
    static let maxTemporarySize = EnvironmentVariable(
        "DUCKDB_MAX_TEMP_DIRECTORY_SIZE",
        key: "duckdb.maxTempDirectorySize",
        kind: .number,
        default: "what is free there less 64 MiB; 0 where files are memory, as on Cloud Run",
        "The most that the engine spills, in MiB; 0 for not at all."
    )
    static let secretDirectory = EnvironmentVariable(
        "DUCKDB_SECRET_DIRECTORY",
        key: "duckdb.secretDirectory",
        default: "/tmp/duckdb_secrets",
        "Where the engine would keep secrets; it is told to keep none."
    )

    static let engine = [
        bootstrap, configuration, extensionDirectory, extensions, extensionTrust, extensionInstall, extensionRepository,
        memoryLimit, threads, tempDirectory, maxTemporarySize, secretDirectory,
    ]
}
