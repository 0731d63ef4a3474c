extension SQLiteFile: ConfigurableStep {
    init(_ environment: FunctionEnvironment) throws(ConfigurationError) {
        self.init(path: try environment.required(.sqliteFile))
        isReadOnly = try environment.flag(.sqliteReadOnly) ?? isReadOnly
    }
}

extension EnvironmentVariable {
    static let sqlite = [sqliteFile, sqliteReadOnly]

    static let sqliteFile = EnvironmentVariable(
        "SQLITE_FILE",
        key: "sqlite.file",
        "Path of an SQLite file to attach; step `sqlite_file`."
    )
    static let sqliteReadOnly = readOnly(
        "SQLITE",
        key: "sqlite",
        "`off`: statements may write, and the file is made when it is missing."
    )
}
