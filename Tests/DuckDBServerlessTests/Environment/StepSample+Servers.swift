import AWSParameters
import DuckDBServerless

/// Steps with a PostgreSQL server, or what speaks like one.
extension StepSample {
    /// The server's variables; those that exclude others are left out.
    static func server(_ prefix: String) -> [String: String] {
        [
            "\(prefix)_HOST": "db", "\(prefix)_PORT": "6432", "\(prefix)_DATABASE": "app", "\(prefix)_USER": "reader",
            "\(prefix)_PASSWORD": "ssm:/test/password", "\(prefix)_RDS_TOKEN": "off",
            "\(prefix)_SSLMODE": "verify-full", "\(prefix)_SSLROOTCERT": "/ca.pem", "\(prefix)_CONNECT_TIMEOUT": "4",
            "\(prefix)_STATEMENT_TIMEOUT": "5000",
        ]
    }

    static let server = made(
        PostgresServer(host: "db", database: "app", user: "reader", login: .password(password))
    ) {
        $0.port = 6432
        $0.tlsMode = "verify-full"
        $0.rootCertificate = "/ca.pem"
        $0.connectTimeout = 4
        $0.statementTimeout = 5000
    }

    static let fileLake = StepSample(
        "lake",
        [
            "LAKE_DATA_PATH": "s3://reports/lake/", "LAKE_FILE": "/data/lake.ducklake", "LAKE_READ_ONLY": "off",
            "LAKE_TIMEOUT": "7",
        ],
        required: ["LAKE_DATA_PATH", "LAKE_FILE"],
        expected: made(DuckLake(metadata: .file("/data/lake.ducklake"), dataPath: "s3://reports/lake/")) {
            $0.isReadOnly = false
            $0.timeout = .seconds(7)
        }
    )

    static let lake = StepSample(
        "lake",
        server("LAKE").merging(["LAKE_DATA_PATH": "/data/lake", "LAKE_READ_ONLY": "on"]) { $1 },
        required: ["LAKE_DATA_PATH", "LAKE_DATABASE", "LAKE_USER", "LAKE_PASSWORD"],
        secrets: ["LAKE_PASSWORD"],
        expected: DuckLake(metadata: .postgres(server), dataPath: "/data/lake")
    )

    static let motherDuck = StepSample(
        "motherduck",
        [
            "MOTHERDUCK_DATABASE": "shop", "MOTHERDUCK_TOKEN_REFERENCE": "ssm:/test/password",
            "MOTHERDUCK_ATTACH_MODE": "workspace", "MOTHERDUCK_SAAS_MODE": "off",
            "MOTHERDUCK_SESSION_HINT": "reports", "MOTHERDUCK_TIMEOUT": "7",
        ],
        required: ["MOTHERDUCK_DATABASE", "MOTHERDUCK_TOKEN_REFERENCE"],
        secrets: ["MOTHERDUCK_TOKEN_REFERENCE"],
        expected: made(MotherDuck(database: "shop", token: password)) {
            $0.attachMode = .workspace
            $0.usesSaaSMode = false
            $0.sessionHint = "reports"
            $0.timeout = .seconds(7)
        }
    )

    static let thinMotherDuck = StepSample(
        "motherduck",
        [
            "MOTHERDUCK_PG_REGION": "us-east-1", "MOTHERDUCK_DATABASE": "shop",
            "MOTHERDUCK_TOKEN_REFERENCE": "ssm:/test/password",
        ],
        required: ["MOTHERDUCK_TOKEN_REFERENCE"],
        secrets: ["MOTHERDUCK_TOKEN_REFERENCE"],
        expected: thin
    )

    private static var thin: any BootstrapStep {
        // The region's name is a good one.
        guard let region = try? AWSRegion("us-east-1") else { return DatabaseFile(path: "no region") }
        return PostgresReplica.motherDuck(region: region, database: "shop", token: password)
    }
}
