public import AWSParameters
public import DuckDBClient

/// The step that attaches a PostgreSQL read replica, read-only.
///
/// Everything, the password included, goes into a secret of the engine through bound parameters, so that neither
/// errors nor `duckdb_databases()` can show it. The connection parameters are chosen for functions that are frozen between
/// two calls: a connection whose other end is gone fails over within `tcp_user_timeout`, which keepalives alone do not
/// bring about. Costs a TCP connection and a login, about 15 ms on a local network.
public struct PostgresReplica: BootstrapStep, PackagedStep {
    /// The catalog's name in SQL, and the step's name.
    public var catalog = "pg_replica"
    /// The server's host name or address.
    public var host: String
    /// The server's port.
    public var port = 5432
    /// The database to attach.
    public var database: String
    /// The role to log in as.
    public var user: String
    /// Where the role's password is.
    public var password: ParameterReference
    /// libpq's `sslmode`; `require` encrypts, `verify-full` also checks who answers.
    public var tlsMode = "require"
    /// The CA bundle for `verify-ca` and `verify-full`; nil for libpq's own.
    public var rootCertificate: String?
    /// Seconds to wait for a connection.
    public var connectTimeout = 3
    /// Milliseconds after which the server cancels a statement.
    public var statementTimeout = 30_000
    /// The name that the server's `pg_stat_activity` shows.
    public var applicationName = "duckdb-serverless"

    /// Whether the step runs when the engine wakes.
    public var isEager = false

    /// Names the server and how to log in; the rest has defaults.
    public init(host: String, database: String, user: String, password: ParameterReference) {
        self.host = host
        self.database = database
        self.user = user
        self.password = password
    }

    /// The step's name.
    public var name: String { catalog }
    /// What in a statement calls for the step.
    public var triggers: [BootstrapTrigger] { [.catalog(catalog)] }
    /// `postgres_scanner`.
    public var extensions: [String] { ["postgres_scanner"] }
    /// The password.
    public var secrets: [ParameterReference] { [password] }

    /// Creates the engine's secret and attaches the catalog, which logs in.
    public func attach(to connection: borrowing Connection, with material: BootstrapMaterial) throws {
        try createSecret(on: connection, password: material.secret(password)?.reveal() ?? "")
        for (setting, value) in Self.settings {
            try connection.execute("SET GLOBAL \(unsafe: setting) = \(unsafe: value)")
        }
        let name = SQL.identifier(catalog)
        try connection.execute("ATTACH '' AS \(name) (TYPE postgres, READ_ONLY, SECRET \(secretName))")
    }

    /// Undoes what `attach` did.
    public func detach(from connection: borrowing Connection) throws {
        try connection.execute("DETACH DATABASE IF EXISTS \(SQL.identifier(catalog))")
        try connection.execute("DROP SECRET IF EXISTS \(secretName)")
    }

    private var secretName: SQL { SQL.identifier(catalog) }

    private func createSecret(on connection: borrowing Connection, password: String) throws {
        var options: [(name: String, value: Value)] = [
            ("HOST", .text(host)),
            ("PORT", .text(String(port))),
            ("DATABASE", .text(database)),
            ("USER", .text(user)),
            ("PASSWORD", .text(password)),
            ("SSLMODE", .text(tlsMode)),
            ("CONNECT_TIMEOUT", .text(String(connectTimeout))),
            ("APPLICATION_NAME", .text(applicationName)),
            ("OPTIONS", .text("-c statement_timeout=\(statementTimeout)")),
            // Keepalives end a dead connection that waits for an answer, the user timeout one that has unsent data.
            ("KEEPALIVES", "1"), ("KEEPALIVES_IDLE", "5"), ("KEEPALIVES_INTERVAL", "2"), ("KEEPALIVES_COUNT", "2"),
            ("TCP_USER_TIMEOUT", "5000"),
        ]
        if let rootCertificate { options.append(("SSLROOTCERT", .text(rootCertificate))) }
        try connection.createSecret(secretName, type: "postgres", options)
    }

    /// A function answers one request at a time; two connections serve a join within the replica.
    static let connectionLimit = 2

    /// Set explicitly, because the extension's defaults have moved between patch releases.
    ///
    /// They count for catalogs attached later.
    private static let settings: [(String, String)] = [
        ("pg_pool_max_connections", "\(connectionLimit)"),
        ("pg_pool_acquire_mode", "'wait'"),
        ("pg_pool_wait_timeout_millis", "5000"),
        ("pg_pool_enable_thread_local_cache", "false"),
        ("pg_pool_enable_reaper_thread", "true"),
        ("pg_pool_idle_timeout_millis", "20000"),
        // Without it the first query on a connection that the server has closed fails.
        ("pg_pool_health_check_query", "'SELECT 1'"),
        // Ranges of row addresses would keep PostgreSQL from using an index for a filter.
        ("pg_use_ctid_scan", "false"),
    ]
}
