import AWSParameters
import DuckDBClient
import DuckDBServerless
import Foundation
import LocalServices
import Testing

/// An engine with httpfs and postgres_scanner, a replica attached and S3 reachable, woken as functions wake it.
///
/// Its process had AWS keys in the environment when httpfs was loaded, and its secrets have a word that can be looked for.
final class HardenedEngine: Sendable {
    static let bucket = "serverless-hardened"
    /// Allowed as a whole: Moto takes no signature of a listing under a prefix.
    static let openBucket = "serverless-hardened-open"

    let database: Database
    let profile: HardenedProfile
    let authorizer: StatementAuthorizer
    /// Has `allowed/in.csv`, `allowed/link.csv`, which leads to `outside.csv`, and `spill`.
    let folder: ScratchFolder
    let storage: S3Storage
    let aws: Moto
    /// What no answer and no error may show.
    let secrets: [String]

    private static let sharedEngine = Task { try await HardenedEngine(isLocked: true) }
    private static let password = "planted-password-\(UUID().uuidString)"

    /// The locked engine that all attempts share: that none of them breaks it is what they show.
    static func shared() async throws -> HardenedEngine { try await sharedEngine.value }

    init(isLocked: Bool, change: @Sendable (inout HardenedProfile) -> Void = { _ in }) async throws {
        let aws = try await Moto.shared()
        let folder = try Self.makeFolder()
        let database = try await Self.open(folder)
        var storage = S3Storage(region: aws.region)
        storage.endpoint = "127.0.0.1:\(aws.port)"
        storage.usesTLS = false
        let replica = try await Self.replica()
        for bucket in [Self.bucket, Self.openBucket] { try? await aws.createBucket(bucket) }
        let credentials = AWSCredentials(
            accessKeyID: aws.credentials.accessKeyID,
            secretAccessKey: Secret(aws.credentials.secretAccessKey)
        )
        let passwords = Dictionary(uniqueKeysWithValues: replica.secrets.map { ($0, Secret(Self.password)) })
        let material = BootstrapMaterial(secrets: passwords, credentials: credentials)
        var profile = HardenedProfile()
        profile.allowedDirectories = [
            "s3://\(Self.bucket)/allowed/", "s3://\(Self.openBucket)/", folder.path("allowed"),
        ]
        change(&profile)
        try await database.withConnection { [storage, profile] connection in
            try storage.attach(to: connection, with: material)
            try replica.attach(to: connection, with: material)
            let keys = ["\(Self.bucket)/allowed/in", "\(Self.bucket)/outside/out", "\(Self.openBucket)/in"]
            for key in keys {
                try connection.execute(
                    "COPY (SELECT i AS id FROM range(1, 11) t(i)) TO \(SQL.literal("s3://\(key).parquet"))"
                )
            }
            try connection.execute("CREATE TABLE own AS SELECT 1 AS id")
            try connection.execute("CREATE VIEW own_view AS SELECT id FROM own WHERE 'planted-in-view' != ''")
            try connection.execute("CREATE MACRO own_macro(x) AS x + 1")
            if isLocked { try profile.lockDown(connection) }
        }
        (self.aws, self.folder, self.database, self.storage, self.profile) = (aws, folder, database, storage, profile)
        authorizer = StatementAuthorizer(profile)
        secrets = ["planted", aws.credentials.secretAccessKey]
    }

    private static func makeFolder() throws -> ScratchFolder {
        let folder = try ScratchFolder()
        try FileManager.default.createDirectory(atPath: folder.path("allowed"), withIntermediateDirectories: true)
        try folder.write(Data("id\n1\n".utf8), as: "allowed/in.csv")
        try folder.write(Data("planted-outside\n2\n".utf8), as: "outside.csv")
        try FileManager.default.createSymbolicLink(
            atPath: folder.path("allowed/link.csv"),
            withDestinationPath: folder.path("outside.csv")
        )
        return folder
    }

    /// The steps of a wake, with the credentials of a function in the environment.
    private static func open(_ folder: ScratchFolder) async throws -> Database {
        let bundle = try ExtensionBundle(directory: await ExtensionBundleFolder.path)
        let files = try bundle.check([ExtensionName("httpfs"), ExtensionName("postgres_scanner")], trust: .manifest)
        let database = try await Database.open(settings: [
            ("allow_unsigned_extensions", "true"), ("allow_persistent_secrets", "false"),
            ("autoinstall_known_extensions", "false"), ("autoload_known_extensions", "false"),
            ("temp_directory", folder.path("spill")), ("threads", "2"), ("memory_limit", "400MiB"),
        ])
        try await database.withConnection { connection in
            let keys = ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"]
            for key in keys { setenv(key, "planted-\(key)", 1) }
            defer { for key in keys { unsetenv(key) } }
            for file in files { try connection.execute("LOAD \(SQL.literal(file.path))") }
            try connection.execute("SET allow_unsigned_extensions = false")
            for name in ["s3_access_key_id", "s3_secret_access_key", "s3_session_token"] {
                try connection.execute("RESET GLOBAL \(unsafe: name)")
            }
        }
        return database
    }

    private static func replica() async throws -> PostgresReplica {
        let server = try await PostgreSQL.shared()
        let name = "hardened_\(UUID().uuidString.prefix(8).lowercased())"
        let role = try await server.createRole(name, password: password)
        try await server.run(
            """
            CREATE TABLE IF NOT EXISTS hardened (id bigint PRIMARY KEY, status text);
            INSERT INTO hardened SELECT i, 'ok' FROM generate_series(1, 10) i ON CONFLICT DO NOTHING;
            CREATE OR REPLACE VIEW hardened_view AS SELECT id FROM hardened;
            GRANT SELECT ON hardened, hardened_view TO PUBLIC;
            """
        )
        var step = PostgresReplica(
            host: role.host,
            database: role.database,
            user: role.user,
            password: ParameterReference(.ssm, "/test/hardened/password")
        )
        step.port = role.port
        step.tlsMode = "disable"
        return step
    }
}

extension HardenedEngine {
    /// What came of a statement.
    enum Outcome: Sendable, Equatable, CustomTestStringConvertible {
        /// The authorizer refused it.
        case refused(RefusedStatement.Code)
        /// It was authorized, and the engine refused it.
        case failed(DuckDBError.Code)
        /// It was authorized and gave rows.
        case answered

        var testDescription: String {
            switch self {
            case .refused(let code): "refused as \(code)"
            case .failed(let code): "failed with \(code.engineName)"
            case .answered: "answered"
            }
        }
    }

    /// Runs a statement as a function would run it, on a connection of its own.
    ///
    /// - Returns: The outcome, and every text that came of it.
    func run(_ sql: SQL, _ parameters: Parameters = .none) async throws -> (outcome: Outcome, text: String) {
        try await database.withConnection { [authorizer] connection in
            do {
                try authorizer.check(sql, parameters, on: connection)
                let rows = try connection.fetchAll(sql, parameters)
                return (.answered, "\(rows)")
            } catch let error as RefusedStatement {
                return (.refused(error.code), "\(error) \(String(reflecting: error))")
            } catch let error as DuckDBError {
                return (.failed(error.code), "\(error) \(String(reflecting: error))")
            }
        }
    }

    /// Whether the replica is still attached and S3 still answers.
    func isUsable() async throws -> Bool {
        try await database.withConnection { [authorizer] connection in
            let sql: SQL = """
                SELECT count(*) FROM pg_replica.public.hardened h
                JOIN read_parquet('s3://serverless-hardened/allowed/in.parquet') p ON h.id = p.id
                """
            try authorizer.check(sql, on: connection)
            return try connection.fetchOne(Int.self, sql) == 10
        }
    }
}
