public import AWSParameters
public import DuckDBClient

/// The step that attaches a database of MySQL or MariaDB, read-only unless told otherwise.
///
/// Everything, the password included, goes into a secret of the engine through bound parameters. The extension has no
/// timeout of its own for a server that does not answer at all, hence ``timeout``. Costs a TCP connection and a login.
public struct MySQLDatabase: BootstrapStep, PackagedStep {
    /// The catalog's name in SQL, and the step's name.
    public var catalog = "mysql"
    /// The server's host name or address.
    public var host: String
    /// The server's port.
    public var port = 3306
    /// The database to attach.
    public var database: String
    /// The user to log in as.
    public var user: String
    /// Where the user's password is.
    public var password: ParameterReference
    /// How the connection is encrypted.
    public var tlsMode = TLSMode.required
    /// The CA bundle for ``TLSMode/verifyCA`` and ``TLSMode/verifyIdentity``; nil for the system's.
    public var rootCertificate: String?
    /// Whether statements may only read.
    public var isReadOnly = true
    /// How long the step may take in all, 10 s by default.
    public var timeout: Duration? = .seconds(10)

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
    /// `mysql_scanner`.
    public var extensions: [String] { ["mysql_scanner"] }
    /// The password.
    public var secrets: [ParameterReference] { [password] }

    /// Creates the engine's secret and attaches the catalog, which logs in.
    public func attach(to connection: borrowing Connection, with material: BootstrapMaterial) throws {
        var options: [(name: String, value: Value)] = [
            ("HOST", .text(host)),
            ("PORT", .text(String(port))),
            ("DATABASE", .text(database)),
            ("USER", .text(user)),
            ("PASSWORD", .text(material.secret(password)?.reveal() ?? "")),
            ("SSL_MODE", .text(tlsMode.rawValue)),
        ]
        if let rootCertificate { options.append(("SSL_CA", .text(rootCertificate))) }
        let name = SQL.identifier(catalog)
        try connection.createSecret(name, type: "mysql", options)
        try connection.setGlobally(Self.settings)
        let access: SQL = isReadOnly ? ", READ_ONLY" : ""
        try connection.execute("ATTACH '' AS \(name) (TYPE mysql, SECRET \(name)\(access))")
    }

    /// Undoes what `attach` did.
    public func detach(from connection: borrowing Connection) throws {
        try connection.remove(catalog: catalog, secrets: catalog)
    }

    /// The same choices as for ``PostgresReplica``; they count for catalogs attached later.
    private static let settings: KeyValuePairs = [
        "mysql_pool_size": "2",
        "mysql_pool_acquire_mode": "'wait'",
        "mysql_pool_wait_timeout_millis": "5000",
        "mysql_pool_enable_thread_local_cache": "false",
        "mysql_pool_enable_reaper_thread": "true",
        "mysql_pool_connection_idle_timeout_millis": "20000",
    ]

    /// Tells a refused login from a server that is not there.
    public func failure(_ error: DuckDBError) -> BootstrapError {
        FailureTexts(server: "MySQL at \(host):\(port)", login: Self.loginTexts, unreachable: Self.unreachableTexts)
            .failure(
                error,
                step: name,
                account: "\"\(user)\" to database \"\(database)\"",
                credentials: "Check user, database and password (\(password)), and from where the user may log in.",
                settings: "Check the step's settings, the TLS mode (\(tlsMode.rawValue)) among them."
            )
    }

    private static let loginTexts = ["Access denied for user", "is not allowed to connect to this"]
    private static let unreachableTexts = [
        "Can't connect to", "Unknown server host", "Unknown MySQL server host", "Lost connection to", "has gone away",
        "Connection refused", "Connection timed out",
    ]
}

extension MySQLDatabase {
    /// How a connection to MySQL is encrypted.
    public enum TLSMode: String, Sendable, Hashable, CaseIterable {
        /// Not at all.
        case disabled
        /// If the server can.
        case preferred
        /// Always, whoever answers.
        case required
        /// Always, and the server's certificate is by a known authority.
        case verifyCA = "verify_ca"
        /// Always, and the certificate is for the server's name.
        case verifyIdentity = "verify_identity"
    }
}
