import DuckDBClient
import Foundation
import LocalServices
import Testing

/// QueryFunction under AWS's emulator, with real services, data of its own and one change to make it fail.
struct DeployedFunction {
    /// What is changed before the function starts.
    struct Change {
        var environment: [String: String] = [:]
        var queries: [String: String] = [:]
        /// Stored in SSM instead of the role's own.
        var password: String?
        /// The function's time-out in seconds.
        var timeout = 30
        var executable = BuiltExecutable.path("QueryFunction")
        /// Whether the password is the field of a secret in Secrets Manager, `DATABASE/replica`, and not a parameter of SSM.
        var usesSecretsManager = false
    }

    let emulator: RuntimeInterfaceEmulator
    /// Nothing that the function prints or answers may contain these.
    let secrets: [String]
    let database: PostgreSQL.Connection
    private let folder: ScratchFolder

    static let joined = """
        -- @param except VARCHAR
        SELECT r.name, count(*) AS events FROM read_parquet('s3://BUCKET/*.parquet') AS e
        JOIN pg_replica.results AS r ON r.id = e.id WHERE r.name <> $except GROUP BY r.name ORDER BY r.name
        """

    init(_ change: Change = Change()) async throws {
        let postgres = try await PostgreSQL.shared()
        let aws = try await Moto.shared()
        let name = "function-\(UUID().uuidString.prefix(8).lowercased())"
        folder = try ScratchFolder()

        database = try await postgres.createDatabase(name)
        let password = #"p'a"s\s; $word "# + UUID().uuidString
        let role = try await postgres.createRole(name, password: password)
        try await Self.seed(postgres, database)
        try await Self.upload(to: aws, bucket: name, folder: folder)
        try await aws.putParameter("/\(name)/password", change.password ?? password)
        if change.usesSecretsManager { try await aws.createSecret("\(name)/replica", Self.login(password)) }

        let queries = ["joined": Self.joined.replacing("BUCKET", with: name), "one": "SELECT 1 AS one"]
        try FileManager.default.createDirectory(atPath: folder.path("queries"), withIntermediateDirectories: true)
        for (query, sql) in queries.merging(change.queries, uniquingKeysWith: { $1 }) {
            try folder.write(Data(sql.utf8), as: "queries/\(query).sql")
        }

        var configuration = RuntimeInterfaceEmulator.Configuration()
        configuration.region = aws.region
        configuration.timeout = change.timeout
        configuration.credentials = aws.sessionCredentials
        configuration.environment = [
            "AWS_ENDPOINT_URL": aws.endpoint, "AWS_LAMBDA_LOG_FORMAT": "JSON", "AWS_LAMBDA_LOG_LEVEL": "TRACE",
            "DEFAULT_BOOTSTRAP": "s3,pg_replica", "DUCKDB_EXTENSION_DIRECTORY": try await ExtensionBundleFolder.path,
            "DUCKDB_QUERY_DIRECTORY": folder.path("queries"), "PG_REPLICA_HOST": role.host,
            "PG_REPLICA_PORT": "\(role.port)", "PG_REPLICA_DATABASE": name, "PG_REPLICA_USER": role.user,
            "PG_REPLICA_PASSWORD": change.usesSecretsManager
                ? "secretsmanager:\(name)/replica#password" : "ssm:/\(name)/password",
            "PG_REPLICA_SSLMODE": "disable",
        ].merging(change.environment) { $1 }
        secrets = [
            password, change.password, aws.sessionCredentials.secretAccessKey, aws.sessionCredentials.sessionToken,
        ].compactMap { $0 }
        emulator = try await RuntimeInterfaceEmulator.start(change.executable, configuration)
    }

    /// A secret as Secrets Manager keeps the login of a database.
    static func login(_ password: String) throws -> String {
        let login = try JSONEncoder().encode(["username": "reader", "password": password])
        return String(decoding: login, as: UTF8.self)
    }

    /// Invokes a query and returns the answer's text.
    func invoke(_ query: String, _ parameters: String = "{}") async throws -> String {
        try await invoke(event: "{\"query\": \"\(query)\", \"parameters\": \(parameters)}")
    }

    func invoke(event: String) async throws -> String {
        String(decoding: try await emulator.invoke(event).body, as: UTF8.self)
    }

    /// Invokes a query that has to fail and returns type and message of the error.
    func failure(_ query: String, _ parameters: String = "{}") async throws -> Failure {
        try JSONDecoder().decode(Failure.self, from: Data(try await invoke(query, parameters).utf8))
    }

    struct Failure: Decodable {
        let errorType: String
        let errorMessage: String
    }

    /// Stops the function, fails if it has printed or answered a secret, and returns what it printed.
    @discardableResult
    func end(answers: String...) async throws -> String {
        try await emulator.stop()
        let log = emulator.log
        await emulator.end()
        // A log that says nothing would show no secret either.
        #expect(!log.isEmpty)
        for text in answers + [log] {
            for secret in secrets { #expect(!text.contains(secret)) }
        }
        return log
    }

    private static func seed(_ postgres: PostgreSQL, _ database: PostgreSQL.Connection) async throws {
        try await postgres.run(
            """
            CREATE TABLE results (id integer PRIMARY KEY, name text);
            INSERT INTO results VALUES (0, 'zero'), (1, 'one'), (2, 'two');
            GRANT SELECT ON results TO PUBLIC;
            """,
            as: database
        )
    }

    private static func upload(to aws: Moto, bucket: String, folder: ScratchFolder) async throws {
        let file = folder.path("events.parquet")
        _ = try await Database.open().withConnection { connection in
            try connection.execute(
                "COPY (SELECT (i % 3)::INTEGER AS id FROM range(30) t(i)) TO \(SQL.literal(file))"
            )
        }
        try await aws.createBucket(bucket)
        try await aws.upload(file, bucket: bucket, key: "events.parquet")
    }
}
