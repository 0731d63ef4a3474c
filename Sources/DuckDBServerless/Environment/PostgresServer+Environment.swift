internal import AWSParameters

extension PostgresServer {
    /// Reads where the server is and how to log in to it.
    init(_ environment: FunctionEnvironment, _ variables: PostgresVariables) throws(ConfigurationError) {
        self.init(
            host: try environment.required(variables.host),
            database: try environment.required(variables.database),
            user: try environment.required(variables.user),
            login: try Self.login(environment, variables)
        )
        port = try environment.integer(variables.port, in: 1...65_535) ?? port
        tlsMode = try environment.choice(variables.tlsMode, of: Self.tlsModes) ?? tlsMode
        rootCertificate = environment.value(variables.rootCertificate)
        connectTimeout = try environment.integer(variables.connectTimeout, in: 2...60) ?? connectTimeout
        statementTimeout = try environment.integer(variables.statementTimeout, in: 1...900_000) ?? statementTimeout
        applicationName = environment.value(.lambdaName) ?? applicationName
    }

    private static func login(
        _ environment: FunctionEnvironment,
        _ variables: PostgresVariables
    ) throws(ConfigurationError) -> Login {
        guard try environment.flag(variables.token) == true else {
            return .password(try environment.reference(variables.password))
        }
        return .rdsToken(region: try environment.region(.region))
    }

    private static let tlsModes = ["disable", "allow", "prefer", "require", "verify-ca", "verify-full"]
}

/// The variables of a PostgreSQL server, all with one prefix.
struct PostgresVariables: Sendable {
    let host, port, database, user, password, token: EnvironmentVariable
    let tlsMode, rootCertificate, connectTimeout, statementTimeout: EnvironmentVariable

    /// All of them, in the order of the documentation's table.
    var all: [EnvironmentVariable] {
        [host, port, database, user, password, token, tlsMode, rootCertificate, connectTimeout, statementTimeout]
    }

    /// Names them by what their names and their keys begin with, such as `PG_REPLICA` and `pg.replica`; what the server and its
    /// role are for stands in the documentation's table.
    init(_ prefix: String, key: String, host hostSummary: String, user userSummary: String) {
        func variable(
            _ name: String,
            _ leaf: String,
            kind: EnvironmentVariable.Kind = .text,
            default defaultValue: String? = nil,
            _ summary: String
        ) -> EnvironmentVariable {
            EnvironmentVariable(
                "\(prefix)_\(name)",
                key: "\(key).\(leaf)",
                kind: kind,
                default: defaultValue,
                summary
            )
        }
        host = variable("HOST", "host", hostSummary)
        port = variable("PORT", "port", kind: .number, default: "5432", "Its port.")
        database = variable("DATABASE", "database", "Its database.")
        user = variable("USER", "user", userSummary)
        password = variable(
            "PASSWORD",
            "password",
            kind: .reference,
            "Where the password is, such as `ssm:NAME` or `secretsmanager:NAME#password`; see parameters.md. Never the password."
        )
        token = variable(
            "RDS_TOKEN",
            "rdsToken",
            default: "off",
            "`on`: log in to RDS or Aurora by a token that the function's role signs, instead of a password."
        )
        tlsMode = variable(
            "SSLMODE",
            "sslmode",
            default: "require",
            "libpq's sslmode: `disable`, `allow`, `prefer`, `require`, `verify-ca` or `verify-full`."
        )
        rootCertificate = variable(
            "SSLROOTCERT",
            "sslrootcert",
            default: "libpq's own",
            "Path of the CA bundle for `verify-ca` and `verify-full`, or `system` for the system's."
        )
        connectTimeout = variable(
            "CONNECT_TIMEOUT",
            "connectTimeout",
            kind: .number,
            default: "3",
            "Seconds to wait for a connection, 2 to 60 (libpq takes no less than 2)."
        )
        statementTimeout = variable(
            "STATEMENT_TIMEOUT",
            "statementTimeout",
            kind: .number,
            default: "30000",
            "Milliseconds after which the server cancels a statement, 1 to 900000."
        )
    }
}
