extension DatabaseFile: ConfigurableStep {
    init(_ environment: FunctionEnvironment) throws(ConfigurationError) {
        self.init(path: try environment.required(.databaseFile))
    }
}

extension EnvironmentVariable {
    static let databaseFile = EnvironmentVariable(
        "DUCKDB_FILE",
        key: "duckdb.file",
        "Path of a DuckDB file to attach read-only; step `duckdb_file`."
    )
}
