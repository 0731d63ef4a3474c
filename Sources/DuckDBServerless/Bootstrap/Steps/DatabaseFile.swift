public import DuckDBClient

/// The step that attaches a DuckDB file, read-only: reference data baked into an image, or fetched to `/tmp` before.
public struct DatabaseFile: BootstrapStep, PackagedStep {
    /// The catalog's name in SQL, and the step's name.
    public var catalog = "duckdb_file"
    /// The file's path.
    public var path: String

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

    /// Attaches the file.
    public func attach(to connection: borrowing Connection, with material: BootstrapMaterial) throws {
        try connection.execute("ATTACH \(SQL.literal(path)) AS \(SQL.identifier(catalog)) (READ_ONLY)")
    }

    /// Undoes what `attach` did.
    public func detach(from connection: borrowing Connection) throws {
        try connection.remove(catalog: catalog)
    }
}
