extension PostgresReplica: ConfigurableStep {
    init(_ environment: FunctionEnvironment) throws(ConfigurationError) {
        var server = try PostgresServer(environment, .replica)
        server.connectionLimit = try environment.integer(.replicaConnections, in: 1...64) ?? server.connectionLimit
        self.init(server)
    }
}

extension PostgresVariables {
    static let replica = PostgresVariables(
        "PG_REPLICA",
        key: "pg.replica",
        host: "Host of the Postgres replica; step `pg_replica`.",
        user: "The role to log in as; it needs only SELECT."
    )
}

extension EnvironmentVariable {
    static let postgresReplica = PostgresVariables.replica.all + [replicaConnections]

    static let replicaConnections = EnvironmentVariable(
        "PG_REPLICA_CONNECTIONS",
        key: "pg.replica.connections",
        kind: .number,
        default: "2",
        "How many connections one function has to it at most, 1 to 64."
    )
}
