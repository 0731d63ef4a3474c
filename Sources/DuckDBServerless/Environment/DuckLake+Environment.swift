extension DuckLake: ConfigurableStep {
    init(_ environment: FunctionEnvironment) throws(ConfigurationError) {
        let dataPath = try environment.required(.lakeDataPath)
        self.init(metadata: try Self.metadata(environment), dataPath: dataPath)
        isReadOnly = try environment.flag(.lakeReadOnly) ?? isReadOnly
        timeout = try environment.timeout(.lakeTimeout) ?? timeout
    }

    private static func metadata(_ environment: FunctionEnvironment) throws(ConfigurationError) -> Metadata {
        try environment.refuse(.lakeFile, beside: PostgresVariables.lake.host)
        guard environment.value(PostgresVariables.lake.host) != nil else {
            return .file(try environment.required(.lakeFile))
        }
        return .postgres(try PostgresServer(environment, .lake))
    }
}

extension PostgresVariables {
    static let lake = PostgresVariables(
        "LAKE",
        key: "lake",
        host: "Host of the Postgres server with the lake's catalogue, where it is in no file.",
        user: "The role to log in as; to write, it needs to create tables."
    )
}

extension EnvironmentVariable {
    static let lake = [lakeDataPath, lakeReadOnly, lakeTimeout, lakeFile] + PostgresVariables.lake.all

    static let lakeDataPath = EnvironmentVariable(
        "LAKE_DATA_PATH",
        key: "lake.dataPath",
        "Where the DuckLake's data is, a folder or such as `s3://bucket/lake/`; step `lake`."
    )
    static let lakeReadOnly = readOnly(
        "LAKE",
        key: "lake",
        "`off`: statements may write, and the lake is made when it is missing."
    )
    static let lakeTimeout = timeout("LAKE", key: "lake", default: 20)
    static let lakeFile = EnvironmentVariable(
        "LAKE_FILE",
        key: "lake.file",
        "Path of the DuckDB file with the lake's catalogue; or else `LAKE_HOST` and what follows it."
    )
}
