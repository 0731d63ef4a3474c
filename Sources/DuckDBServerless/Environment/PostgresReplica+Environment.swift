internal import AWSParameters

extension PostgresReplica: ConfigurableStep {
    init(_ environment: FunctionEnvironment) throws(ConfigurationError) {
        var server = PostgresServer(
            host: try environment.required(.replicaHost),
            database: try environment.required(.replicaDatabase),
            user: try environment.required(.replicaUser),
            login: try Self.login(environment)
        )
        server.port = try environment.integer(.replicaPort, in: 1...65_535) ?? server.port
        server.tlsMode = try environment.choice(.replicaTLS, of: Self.tlsModes) ?? server.tlsMode
        server.rootCertificate = environment.value(.replicaRootCertificate)
        server.connectTimeout = try environment.integer(.replicaConnectTimeout, in: 2...60) ?? server.connectTimeout
        server.statementTimeout =
            try environment.integer(.replicaStatementTimeout, in: 1...900_000) ?? server.statementTimeout
        server.connectionLimit = try environment.integer(.replicaConnections, in: 1...64) ?? server.connectionLimit
        server.applicationName = environment.value(.lambdaName) ?? server.applicationName
        self.init(server)
    }

    private static func login(_ environment: FunctionEnvironment) throws(ConfigurationError) -> PostgresServer.Login {
        guard try environment.choice(.replicaToken, of: ["on", "off"]) == "on" else {
            return .password(try environment.reference(.replicaPassword))
        }
        let name = try environment.required(.region)
        guard let region = try? AWSRegion(name) else {
            throw environment.unusable(.region, expected: "the name of a region, such as eu-central-1")
        }
        return .rdsToken(region: region)
    }

    private static let tlsModes = ["disable", "allow", "prefer", "require", "verify-ca", "verify-full"]
}

extension EnvironmentVariable {
    static let postgresReplica = [
        replicaHost, replicaPort, replicaDatabase, replicaUser, replicaPassword, replicaToken, replicaTLS,
        replicaRootCertificate, replicaConnectTimeout, replicaStatementTimeout, replicaConnections,
    ]

    static let replicaHost = EnvironmentVariable(
        "PG_REPLICA_HOST",
        key: "pg.replica.host",
        "Host of the Postgres replica; step `pg_replica`."
    )
    static let replicaPort = EnvironmentVariable(
        "PG_REPLICA_PORT",
        key: "pg.replica.port",
        kind: .number,
        default: "5432",
        "Its port."
    )
    static let replicaDatabase = EnvironmentVariable(
        "PG_REPLICA_DATABASE",
        key: "pg.replica.database",
        "Its database."
    )
    static let replicaUser = EnvironmentVariable(
        "PG_REPLICA_USER",
        key: "pg.replica.user",
        "The role to log in as; it needs only SELECT."
    )
    static let replicaPassword = EnvironmentVariable(
        "PG_REPLICA_PASSWORD",
        key: "pg.replica.password",
        kind: .reference,
        "Where the password is, such as `ssm:NAME` or `secretsmanager:NAME#password`; see parameters.md. Never the password."
    )
    static let replicaToken = EnvironmentVariable(
        "PG_REPLICA_RDS_TOKEN",
        key: "pg.replica.rdsToken",
        default: "off",
        "`on`: log in to RDS or Aurora by a token that the function's role signs, instead of a password."
    )
    static let replicaTLS = EnvironmentVariable(
        "PG_REPLICA_SSLMODE",
        key: "pg.replica.sslmode",
        default: "require",
        "libpq's sslmode: `disable`, `allow`, `prefer`, `require`, `verify-ca` or `verify-full`."
    )
    static let replicaRootCertificate = EnvironmentVariable(
        "PG_REPLICA_SSLROOTCERT",
        key: "pg.replica.sslrootcert",
        default: "libpq's own",
        "Path of the CA bundle for `verify-ca` and `verify-full`."
    )
    static let replicaConnectTimeout = EnvironmentVariable(
        "PG_REPLICA_CONNECT_TIMEOUT",
        key: "pg.replica.connectTimeout",
        kind: .number,
        default: "3",
        "Seconds to wait for a connection, 2 to 60 (libpq takes no less than 2)."
    )
    static let replicaStatementTimeout = EnvironmentVariable(
        "PG_REPLICA_STATEMENT_TIMEOUT",
        key: "pg.replica.statementTimeout",
        kind: .number,
        default: "30000",
        "Milliseconds after which the replica cancels a statement, 1 to 900000."
    )
    static let replicaConnections = EnvironmentVariable(
        "PG_REPLICA_CONNECTIONS",
        key: "pg.replica.connections",
        kind: .number,
        default: "2",
        "How many connections one function has to it at most, 1 to 64."
    )
}
