public import AWSParameters
public import DuckDBClient

/// The step that attaches a DuckLake: tables as Parquet files, their catalogue in a file or in PostgreSQL.
///
/// Read-only unless told otherwise, and only then a lake that does not exist yet is made. No password is in any path: what
/// the catalogue's server needs is in a secret of the engine. The S3 step, where there is one, runs before when the data is
/// on S3. Costs some 30 ms with a catalogue in PostgreSQL nearby, five times that when the lake is made.
public struct DuckLake: BootstrapStep, PackagedStep {
    /// Where a lake keeps its catalogue.
    public enum Metadata: Sendable, Hashable {
        /// In a DuckDB file: one process that writes, or any number that read.
        case file(String)
        /// In a database of PostgreSQL, which any number of functions may write through.
        case postgres(PostgresServer)
    }

    /// The catalog's name in SQL, and the step's name.
    public var catalog = "lake"
    /// Where the lake's catalogue is.
    public var metadata: Metadata
    /// Where the lake's data is: a folder, or a path such as `s3://bucket/lake/`.
    ///
    /// Of a lake that exists it must be the one that the lake was made with.
    public var dataPath: String
    /// Whether statements may only read.
    public var isReadOnly = true
    /// How long the step may take in all, 20 s by default.
    public var timeout: Duration? = .seconds(20)

    /// Whether the step runs when the engine wakes.
    public var isEager = false

    /// Names the catalogue and the data; the rest has defaults.
    public init(metadata: Metadata, dataPath: String) {
        self.metadata = metadata
        self.dataPath = dataPath
    }

    /// The step's name.
    public var name: String { catalog }
    /// What in a statement calls for the step.
    public var triggers: [BootstrapTrigger] { [.catalog(catalog)] }
    /// `ducklake`, and `postgres_scanner` where the catalogue is in PostgreSQL.
    public var extensions: [String] { ["ducklake"] + (server == nil ? [] : ["postgres_scanner"]) }
    /// The paths, so that the step for S3 runs before.
    public var requirements: [String] {
        if case .file(let path) = metadata { [dataPath, path] } else { [dataPath] }
    }
    /// The password of the catalogue's server, where there is one.
    public var secrets: [ParameterReference] { server?.secrets ?? [] }
    /// Whether the login to the catalogue's server is a token that they sign.
    public var needsCredentials: Bool { server?.needsCredentials ?? false }

    private var server: PostgresServer? {
        if case .postgres(let server) = metadata { server } else { nil }
    }

    private var serverSecret: String { catalog + "_metadata" }

    /// Creates the engine's secrets and attaches the lake.
    public func attach(to connection: borrowing Connection, with material: BootstrapMaterial) throws {
        var options: [(name: String, value: Value)] = [("DATA_PATH", .text(dataPath))]
        switch metadata {
        case .file(let path): options.append(("METADATA_PATH", .text(path)))
        case .postgres(let server):
            try server.createSecret(serverSecret, on: connection, with: material)
            try connection.setGlobally(PostgresServer.settings)
            let parameters = [
                MapEntry(key: "TYPE", value: "postgres"), MapEntry(key: "SECRET", value: .text(serverSecret)),
            ]
            options += [("METADATA_PATH", ""), ("METADATA_PARAMETERS", .map(parameters))]
        }
        try connection.createSecret(SQL.identifier(catalog), type: "ducklake", options)
        let access: SQL = isReadOnly ? " (READ_ONLY)" : ""
        try connection.execute(
            "ATTACH \(SQL.literal("ducklake:" + catalog)) AS \(SQL.identifier(catalog))\(access)"
        )
    }

    /// Undoes what `attach` did; a lake that was made stays.
    public func detach(from connection: borrowing Connection) throws {
        try connection.remove(catalog: catalog, secrets: catalog, serverSecret)
    }

    /// Tells a refused login and a server that is not there from a lake that is not there.
    public func failure(_ error: DuckDBError) -> BootstrapError {
        if let server {
            let failure = server.failure(error, step: name)
            if failure.code != .attachFailed { return failure }
        }
        let isMissing = error.message.contains("does not exist")
        return BootstrapError(
            .attachFailed,
            step: name,
            "The lake could not be attached: \(error)",
            remedy: isMissing
                ? "Check where its catalogue is; a lake is made only by a step that is not read-only."
                : "Check the catalogue and the data path, \(dataPath).",
            underlying: error
        )
    }
}
