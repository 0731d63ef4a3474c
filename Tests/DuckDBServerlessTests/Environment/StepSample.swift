import AWSParameters
import DuckDBServerless
import Testing

/// A step with everything set, as variables and as it is made in Swift.
struct StepSample: Sendable, CustomTestStringConvertible {
    let step: String
    let variables: [String: String]
    /// The variables that it cannot do without.
    let required: [String]
    /// The variables that say where a secret is.
    let secrets: [String]
    let expected: any BootstrapStep

    var testDescription: String { step }

    init(
        _ step: String,
        _ variables: [String: String],
        required: [String],
        secrets: [String] = [],
        expected: any BootstrapStep
    ) {
        self.step = step
        self.variables = variables
        self.required = required
        self.secrets = secrets
        self.expected = expected
    }

    static let all: [StepSample] = [
        s3, replica, duckdbFile, sqliteFile, mysql, fileLake, lake, quack, motherDuck, thinMotherDuck, snowflake,
    ]

    static func made<Step>(_ step: Step, _ change: (inout Step) -> Void) -> Step {
        var step = step
        change(&step)
        return step
    }

    static let password = ParameterReference(.ssm, "/test/password")

    private static let s3 = StepSample(
        "s3",
        ["S3_CREDENTIALS": "chain:env;config", "S3_SCOPE": "s3://a"],
        required: [],
        expected: made(S3Storage(region: "eu-central-1")) {
            $0.scope = "s3://a"
            $0.credentialSource = .chain("env;config")
        }
    )

    private static let replica = StepSample(
        "pg_replica",
        server("PG_REPLICA").merging(["PG_REPLICA_CONNECTIONS": "5"]) { $1 },
        required: ["PG_REPLICA_HOST", "PG_REPLICA_DATABASE", "PG_REPLICA_USER", "PG_REPLICA_PASSWORD"],
        secrets: ["PG_REPLICA_PASSWORD"],
        expected: PostgresReplica(made(server) { $0.connectionLimit = 5 })
    )

    private static let duckdbFile = StepSample(
        "duckdb_file",
        ["DUCKDB_FILE": "/data/a.duckdb"],
        required: ["DUCKDB_FILE"],
        expected: DatabaseFile(path: "/data/a.duckdb")
    )

    private static let sqliteFile = StepSample(
        "sqlite_file",
        ["SQLITE_FILE": "/data/a.sqlite", "SQLITE_READ_ONLY": "off"],
        required: ["SQLITE_FILE"],
        expected: made(SQLiteFile(path: "/data/a.sqlite")) { $0.isReadOnly = false }
    )

    private static let mysql = StepSample(
        "mysql",
        [
            "MYSQL_HOST": "db", "MYSQL_PORT": "3307", "MYSQL_DATABASE": "shop", "MYSQL_USER": "reader",
            "MYSQL_PASSWORD": "ssm:/test/password", "MYSQL_SSL_MODE": "verify_identity", "MYSQL_SSL_CA": "/ca.pem",
            "MYSQL_READ_ONLY": "off", "MYSQL_TIMEOUT": "7",
        ],
        required: ["MYSQL_HOST", "MYSQL_DATABASE", "MYSQL_USER", "MYSQL_PASSWORD"],
        secrets: ["MYSQL_PASSWORD"],
        expected: made(MySQLDatabase(host: "db", database: "shop", user: "reader", password: password)) {
            $0.port = 3307
            $0.tlsMode = .verifyIdentity
            $0.rootCertificate = "/ca.pem"
            $0.isReadOnly = false
            $0.timeout = .seconds(7)
        }
    )

    private static let quack = StepSample(
        "quack",
        [
            "QUACK_HOST": "duck", "QUACK_PORT": "9495", "QUACK_TOKEN": "ssm:/test/password", "QUACK_TLS": "off",
            "QUACK_READ_ONLY": "off", "QUACK_TIMEOUT": "7",
        ],
        required: ["QUACK_HOST", "QUACK_TOKEN"],
        secrets: ["QUACK_TOKEN"],
        expected: made(Quack(host: "duck", token: password)) {
            $0.port = 9495
            $0.usesTLS = false
            $0.isReadOnly = false
            $0.timeout = .seconds(7)
        }
    )

    private static let snowflake = StepSample(
        "snowflake",
        [
            "SNOWFLAKE_ACCOUNT": "ORG-A", "SNOWFLAKE_DATABASE": "SALES", "SNOWFLAKE_WAREHOUSE": "REPORTS",
            "SNOWFLAKE_USER": "READER", "SNOWFLAKE_PRIVATE_KEY": "ssm:/test/password",
            "SNOWFLAKE_PRIVATE_KEY_PASSPHRASE": "env:PASSPHRASE", "SNOWFLAKE_TIMEOUT": "7",
        ],
        required: ["SNOWFLAKE_ACCOUNT", "SNOWFLAKE_DATABASE", "SNOWFLAKE_WAREHOUSE", "SNOWFLAKE_USER"],
        secrets: ["SNOWFLAKE_PRIVATE_KEY", "SNOWFLAKE_PRIVATE_KEY_PASSPHRASE"],
        expected: made(
            Snowflake(
                account: "ORG-A",
                database: "SALES",
                warehouse: "REPORTS",
                user: "READER",
                login: .privateKey(password, passphrase: ParameterReference(.environment, "PASSPHRASE"))
            )
        ) { $0.timeout = .seconds(7) }
    )
}
