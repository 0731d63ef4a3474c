public import AWSParameters
public import DuckDBClient

/// The step that attaches the database of another DuckDB process, which serves it by the extension `quack`.
///
/// A table that a statement reads comes over the network column by column: **filters and aggregates run in the function**,
/// not at the server. To have the work done there, send it the SQL with ``remote(_:)``. Costs an HTTP request or two; a request
/// and its answer are all that a connection is, so nothing breaks while a function is frozen. The engine cannot interrupt
/// a query that runs at the server.
public struct Quack: BootstrapStep, PackagedStep {
    /// The catalog's name in SQL, and the step's name.
    public var catalog = "quack"
    /// The server's host name or address.
    public var host: String
    /// The server's port.
    public var port = 9494
    /// Where the server's token is.
    public var token: ParameterReference
    /// Whether the server is spoken to over TLS; nil for the engine's rule, which is TLS for all but this machine.
    ///
    /// The server itself speaks HTTP: TLS takes a proxy in front of it.
    public var usesTLS: Bool?
    /// Whether statements of this engine may only read.
    ///
    /// What is sent with ``remote(_:)`` is the server's to allow.
    public var isReadOnly = true
    /// How long the step may take in all, 10 s by default.
    public var timeout: Duration? = .seconds(10)

    /// Whether the step runs when the engine wakes.
    public var isEager = false

    /// Names the server and where its token is; the rest has defaults.
    public init(host: String, token: ParameterReference) {
        self.host = host
        self.token = token
    }

    /// The step's name.
    public var name: String { catalog }
    /// What in a statement calls for the step.
    public var triggers: [BootstrapTrigger] { [.catalog(catalog)] }
    /// `httpfs`, which carries the requests, and `quack`.
    public var extensions: [String] { ["httpfs", "quack"] }
    /// The token.
    public var secrets: [ParameterReference] { [token] }

    private var address: String { "quack:\(host):\(port)" }

    /// A query whose work is done at the server: `FROM quack.query('…')`.
    ///
    /// ```swift
    /// let sums = try cursor.fetchAll(step.remote("SELECT region, sum(amount) FROM orders GROUP BY region"))
    /// ```
    ///
    /// - Parameter sql: One statement in the server's own names; it is sent as text, so it takes no bound values.
    /// - Returns: A query to run, or to put in parentheses as a part of another.
    public func remote(_ sql: String) -> SQL {
        "FROM \(SQL.identifier(catalog)).query(\(SQL.literal(sql)))"
    }

    /// Creates the engine's secret and attaches the catalog, which logs in.
    public func attach(to connection: borrowing Connection, with material: BootstrapMaterial) throws {
        let token = material.secret(token)?.reveal() ?? ""
        try connection.createSecret(
            SQL.identifier(catalog),
            type: "quack",
            [("TOKEN", .text(token)), ("SCOPE", .text(address))]
        )
        let access: SQL = isReadOnly ? ", READ_ONLY" : ""
        let tls: SQL = usesTLS.map { $0 ? ", DISABLE_SSL false" : ", DISABLE_SSL true" } ?? ""
        try connection.execute(
            "ATTACH \(SQL.literal(address)) AS \(SQL.identifier(catalog)) (TYPE quack\(access)\(tls))"
        )
    }

    /// Undoes what `attach` did.
    public func detach(from connection: borrowing Connection) throws {
        try connection.remove(catalog: catalog, secrets: catalog)
    }

    /// Tells a refused token from a server that is not there.
    public func failure(_ error: DuckDBError) -> BootstrapError {
        FailureTexts(
            server: "The DuckDB server at \(host):\(port)",
            login: ["Authentication failed"],
            unreachable: [
                "Could not connect", "Could not resolve hostname", "Timeout was reached", "SSL connect error",
            ]
        )
        .failure(
            error,
            step: name,
            account: "this function",
            credentials: "Check the token (\(token)) against the one that quack_serve was given.",
            settings: "Check the step's settings, and that the server runs the same version of DuckDB."
        )
    }

    /// As for every step, and when the server has been started anew and does not know the connection any more.
    public func isUndone(by error: DuckDBError) -> Bool {
        isDetached(by: error)
            || ["Invalid connection id", "Authentication failed"].contains { error.message.hasPrefix($0) }
    }
}
