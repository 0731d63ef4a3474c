public import DuckDBClient

/// The step that attaches an SQLite file: reference data baked into an image, or fetched to `/tmp` before.
///
/// Costs a few milliseconds and asks nothing over the network. SQLite keeps its locks in the file's folder: a file that is
/// written to needs a folder that is writable too.
public struct SQLiteFile: BootstrapStep, PackagedStep {
    /// The catalog's name in SQL, and the step's name.
    public var catalog = "sqlite_file"
    /// The file's path.
    public var path: String
    /// Whether statements may only read.
    public var isReadOnly = true

    /// Whether the step runs when the engine wakes.
    public var isEager = false

    /// Names the file.
    public init(path: String) {
        self.path = path
    }

    /// The step's name.
    public var name: String { catalog }
    /// What in a statement calls for the step.
    public var triggers: [BootstrapTrigger] { [.catalog(catalog)] }
    /// `sqlite_scanner`.
    public var extensions: [String] { ["sqlite_scanner"] }

    /// Attaches the file.
    public func attach(to connection: borrowing Connection, with material: BootstrapMaterial) throws {
        let access: SQL = isReadOnly ? ", READ_ONLY" : ""
        try connection.execute(
            "ATTACH \(SQL.literal(path)) AS \(SQL.identifier(catalog)) (TYPE sqlite\(access))"
        )
        // The extension opens the file only when something in it is looked for.
        _ = try connection.query("SHOW TABLES FROM \(SQL.identifier(catalog))")
    }

    /// Undoes what `attach` did.
    public func detach(from connection: borrowing Connection) throws {
        try connection.remove(catalog: catalog)
    }

    /// Names the file, which the engine's own text does not always do.
    public func failure(_ error: DuckDBError) -> BootstrapError {
        BootstrapError(
            .attachFailed,
            step: name,
            "The SQLite file \(path) could not be attached: \(error)",
            remedy: "Check that it is there, readable to the function's user, and an SQLite database.",
            underlying: error
        )
    }
}
