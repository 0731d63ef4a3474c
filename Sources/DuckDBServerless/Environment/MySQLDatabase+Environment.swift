extension MySQLDatabase: ConfigurableStep {
    init(_ environment: FunctionEnvironment) throws(ConfigurationError) {
        self.init(
            host: try environment.required(.mysqlHost),
            database: try environment.required(.mysqlDatabase),
            user: try environment.required(.mysqlUser),
            password: try environment.reference(.mysqlPassword)
        )
        port = try environment.integer(.mysqlPort, in: 1...65_535) ?? port
        tlsMode = try environment.choice(.mysqlTLS, of: TLSMode.self) ?? tlsMode
        rootCertificate = environment.value(.mysqlRootCertificate)
        isReadOnly = try environment.flag(.mysqlReadOnly) ?? isReadOnly
        timeout = try environment.timeout(.mysqlTimeout) ?? timeout
    }
}

extension EnvironmentVariable {
    static let mysql = [
        mysqlHost, mysqlPort, mysqlDatabase, mysqlUser, mysqlPassword, mysqlTLS, mysqlRootCertificate, mysqlReadOnly,
        mysqlTimeout,
    ]

    static let mysqlHost = EnvironmentVariable(
        "MYSQL_HOST",
        key: "mysql.host",
        "Host of the MySQL or MariaDB server; step `mysql`."
    )
    static let mysqlPort = EnvironmentVariable(
        "MYSQL_PORT",
        key: "mysql.port",
        kind: .number,
        default: "3306",
        "Its port."
    )
    static let mysqlDatabase = EnvironmentVariable("MYSQL_DATABASE", key: "mysql.database", "Its database.")
    static let mysqlUser = EnvironmentVariable(
        "MYSQL_USER",
        key: "mysql.user",
        "The user to log in as; it needs only SELECT."
    )
    static let mysqlPassword = EnvironmentVariable(
        "MYSQL_PASSWORD",
        key: "mysql.password",
        kind: .reference,
        "Where the password is, as for `PG_REPLICA_PASSWORD`. Never the password."
    )
    static let mysqlTLS = EnvironmentVariable(
        "MYSQL_SSL_MODE",
        key: "mysql.sslMode",
        default: "required",
        "`disabled`, `preferred`, `required`, `verify_ca` or `verify_identity`."
    )
    static let mysqlRootCertificate = EnvironmentVariable(
        "MYSQL_SSL_CA",
        key: "mysql.sslCA",
        default: "the system's",
        "Path of the CA bundle for `verify_ca` and `verify_identity`."
    )
    static let mysqlReadOnly = readOnly("MYSQL", key: "mysql")
    static let mysqlTimeout = timeout("MYSQL", key: "mysql", default: 10)
}
