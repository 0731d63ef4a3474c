extension SQLScript: ConfigurableStep {
    init(_ environment: FunctionEnvironment) throws(ConfigurationError) {
        let sql = try environment.text(.scriptFile)
        // Nothing would ever call for a script without one.
        _ = try environment.required(.scriptTriggers)
        self.init(
            name: "sql",
            triggers: environment.list(.scriptTriggers).map { $0.contains(":") ? .scheme($0) : .catalog($0) },
            sql: sql,
            undo: environment.value(.scriptUndoFile) == nil ? nil : try environment.text(.scriptUndoFile)
        )
        extensions = try environment.extensions(.scriptExtensions).map(\.text)
        timeout = try environment.timeout(.scriptTimeout) ?? timeout
    }
}

extension EnvironmentVariable {
    static let script = [scriptFile, scriptUndoFile, scriptTriggers, scriptExtensions, scriptTimeout]

    static let scriptFile = EnvironmentVariable(
        "BOOTSTRAP_SQL_FILE",
        key: "bootstrap.sql.file",
        "Path of a script of yours; step `sql`."
    )
    static let scriptUndoFile = EnvironmentVariable(
        "BOOTSTRAP_SQL_UNDO_FILE",
        key: "bootstrap.sql.undoFile",
        default: "none",
        "Path of the statements that undo it."
    )
    static let scriptTriggers = EnvironmentVariable(
        "BOOTSTRAP_SQL_TRIGGERS",
        key: "bootstrap.sql.triggers",
        kind: .list,
        "What in a statement calls for the script, comma-separated: names, of catalogs, views or macros, and beginnings of paths "
            + "such as `s3://`."
    )
    static let scriptExtensions = EnvironmentVariable(
        "BOOTSTRAP_SQL_EXTENSIONS",
        key: "bootstrap.sql.extensions",
        kind: .list,
        default: "none",
        "The extensions that it needs, comma-separated, by name or alias."
    )
    static let scriptTimeout = timeout("BOOTSTRAP_SQL", key: "bootstrap.sql", default: 30)
}
