extension PostgresReplica: ConfigurableStep {
    init(_ environment: FunctionEnvironment) throws(ConfigurationError) {
        self.init(
            host: try environment.required(.replicaHost),
            database: try environment.required(.replicaDatabase),
            user: try environment.required(.replicaUser),
            password: try environment.reference(.replicaPassword)
        )
        port = try environment.integer(.replicaPort, in: 1...65_535) ?? port
        tlsMode = try environment.choice(.replicaTLS, of: Self.tlsModes) ?? tlsMode
        rootCertificate = environment.value(.replicaRootCertificate)
        connectTimeout = try environment.integer(.replicaConnectTimeout, in: 2...60) ?? connectTimeout
        statementTimeout = try environment.integer(.replicaStatementTimeout, in: 1...900_000) ?? statementTimeout
        applicationName = environment.value(.lambdaName) ?? applicationName
    }

    private static let tlsModes = ["disable", "allow", "prefer", "require", "verify-ca", "verify-full"]
}

extension EnvironmentVariable {
    static let postgresReplica = [
        replicaHost, replicaPort, replicaDatabase, replicaUser, replicaPassword, replicaTLS, replicaRootCertificate,
        replicaConnectTimeout, replicaStatementTimeout,
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
}
