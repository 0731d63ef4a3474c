public import AWSParameters
public import DuckDBClient

#if canImport(FoundationEssentials)
package import FoundationEssentials
#else
package import Foundation
#endif

/// The step that attaches a PostgreSQL read replica, read-only.
///
/// Everything, the password included, goes into a secret of the engine through bound parameters, so that neither
/// errors nor `duckdb_databases()` can show it. The server's own settings, such as `port`, are those of ``server`` and can
/// be written without it: `replica.port = 5433`. Costs a TCP connection and a login, about 15 ms on a local network.
@dynamicMemberLookup
public struct PostgresReplica: BootstrapStep, PackagedStep {
    /// The catalog's name in SQL, and the step's name.
    public var catalog = "pg_replica"
    /// The server, and how to log in.
    public var server: PostgresServer

    /// Whether the step runs when the engine wakes.
    public var isEager = false

    /// Names the server.
    public init(_ server: PostgresServer) {
        self.server = server
    }

    /// Names the server and where the role's password is; the rest has defaults.
    public init(host: String, database: String, user: String, password: ParameterReference) {
        self.init(PostgresServer(host: host, database: database, user: user, login: .password(password)))
    }

    /// A setting of ``server``.
    public subscript<T>(dynamicMember setting: WritableKeyPath<PostgresServer, T>) -> T {
        get { server[keyPath: setting] }
        set { server[keyPath: setting] = newValue }
    }

    /// Where the role's password is; nil for a login by token.
    public var password: ParameterReference? { server.secrets.first }

    /// The step's name.
    public var name: String { catalog }
    /// What in a statement calls for the step.
    public var triggers: [BootstrapTrigger] { [.catalog(catalog)] }
    /// `postgres_scanner`.
    public var extensions: [String] { ["postgres_scanner"] }
    /// The password, where there is one.
    public var secrets: [ParameterReference] { server.secrets }
    /// Whether the login is a token that they sign.
    public var needsCredentials: Bool { server.needsCredentials }

    /// Creates the engine's secret and attaches the catalog, which logs in.
    public func attach(to connection: borrowing Connection, with material: BootstrapMaterial) throws {
        try attach(to: connection, with: material, date: .now)
    }

    /// The same with the time from which on a token is valid, for tests.
    package func attach(to connection: borrowing Connection, with material: BootstrapMaterial, date: Date) throws {
        try server.createSecret(catalog, on: connection, with: material, date: date)
        try connection.setGlobally(PostgresServer.settings)
        let name = SQL.identifier(catalog)
        try connection.execute("ATTACH '' AS \(name) (TYPE postgres, READ_ONLY, SECRET \(name))")
        if server.connectionLimit != PostgresServer.defaultConnectionLimit {
            try setConnectionLimit(server.connectionLimit, on: connection)
        }
    }

    /// Undoes what `attach` did.
    public func detach(from connection: borrowing Connection) throws {
        try connection.remove(catalog: catalog, secrets: catalog)
    }

    /// Tells a refused login from a server that is not there.
    public func failure(_ error: DuckDBError) -> BootstrapError {
        server.failure(error, step: name)
    }
}
