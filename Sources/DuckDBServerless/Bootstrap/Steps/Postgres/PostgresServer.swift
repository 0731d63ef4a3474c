public import AWSParameters
internal import DuckDBClient

/// A database of a PostgreSQL server, and how to log in to it.
///
/// The connection's parameters are chosen for functions that are frozen between two calls: a connection whose other end
/// is gone fails over within `tcp_user_timeout`, which keepalives alone do not bring about.
public struct PostgresServer: Sendable, Hashable {
    /// The server's host name or address.
    public var host: String
    /// The server's port.
    public var port = 5432
    /// The database.
    public var database: String
    /// The role to log in as.
    public var user: String
    /// How the role logs in.
    public var login: Login
    /// libpq's `sslmode`; `require` encrypts, `verify-full` also checks who answers.
    public var tlsMode = "require"
    /// The CA bundle for `verify-ca` and `verify-full`, or `system` for the system's; nil for libpq's own.
    public var rootCertificate: String?
    /// Seconds to wait for a connection, 2 or more.
    public var connectTimeout = 3
    /// Milliseconds after which the server cancels a statement.
    public var statementTimeout = 30_000
    /// How many connections the function has to the server at most, of which a join within the replica uses two.
    ///
    /// Multiply it by the number of functions that run at the same time, and stay below the server's `max_connections`.
    public var connectionLimit = defaultConnectionLimit
    /// The name that the server's `pg_stat_activity` shows.
    public var applicationName = "duckdb-serverless"

    /// Names the server and how to log in; the rest has defaults.
    public init(host: String, database: String, user: String, login: Login) {
        self.host = host
        self.database = database
        self.user = user
        self.login = login
    }
}

extension PostgresServer {
    /// A function answers one request at a time.
    static let defaultConnectionLimit = 2

    /// How a role proves who it is.
    public enum Login: Sendable, Hashable {
        /// By the password that the reference names.
        case password(ParameterReference)
        /// By a token for RDS or Aurora, signed with the function's own credentials when the step runs.
        ///
        /// It holds for fifteen minutes for new connections; when the server refuses it later, the step runs again with
        /// a new one. See `RDSAuthToken` of AWSParameters for what the role needs.
        case rdsToken(region: AWSRegion)
    }
}
