import AWSParameters
import DuckDBClient
import DuckDBServerless
import Foundation
import LocalServices
import Testing

/// RDS itself is not here: a role of a real server has for its password the token that RDS would check.
@Suite("A login to Postgres by a token")
struct RDSLoginTests {
    private static let credentials = AWSCredentials(
        accessKeyID: "AKIAPLANTED000000000",
        secretAccessKey: Secret("planted-key")
    )
    private static let material = BootstrapMaterial(secrets: [:], credentials: credentials)

    /// The step, and the role's token from a time on.
    private func replica(_ server: PostgreSQL) throws -> (PostgresReplica, (Date) -> Secret) {
        let region = try AWSRegion("eu-central-1")
        let user = "token_\(UUID().uuidString.prefix(8).lowercased())"
        var postgres = PostgresServer(
            host: "127.0.0.1",
            database: "postgres",
            user: user,
            login: .rdsToken(region: region)
        )
        postgres.port = server.port
        postgres.tlsMode = "disable"
        let token = { (date: Date) in
            RDSAuthToken.make(
                host: "127.0.0.1",
                port: server.port,
                user: user,
                region: region,
                credentials: Self.credentials,
                date: date
            )
        }
        return (PostgresReplica(postgres), token)
    }

    @Test(
        "The server is shown the token for host, port, user, region and time, and a newer one when it takes that no more"
    )
    func logsIn() async throws {
        let server = try await PostgreSQL.shared()
        let (step, token) = try replica(server)
        #expect(step.needsCredentials)
        #expect(step.secrets.isEmpty)
        let first = Date(timeIntervalSince1970: 1_800_000_000)
        let second = first.addingTimeInterval(900)
        try await server.createRole(step.user, password: token(first).reveal())
        let database = try await Database.open()
        let bundle = try await ExtensionBundleFolder.path
        let file = "\(bundle)/v1.5.4/\(ExtensionPlatform.current)/postgres_scanner.duckdb_extension"
        try await database.withConnection { connection in
            try connection.execute("LOAD \(SQL.literal(file))")
            try step.attach(to: connection, with: Self.material, date: first)
        }
        #expect(try await user(of: database) == step.user)

        // As after fifteen minutes: what is open stays open, and new connections need a new token.
        try await server.run(
            """
            ALTER ROLE :"name" PASSWORD :'password';
            SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = :'name';
            """,
            variables: ["name": step.user, "password": token(second).reveal()]
        )
        let error = try await #require(throws: DuckDBError.self) { try await user(of: database) }
        #expect(step.isUndone(by: error))
        #expect(!String(reflecting: error).contains("X-Amz-Signature"))
        try await database.withConnection { connection in
            try step.detach(from: connection)
            try step.attach(to: connection, with: Self.material, date: second)
        }
        #expect(try await user(of: database) == step.user)
    }

    @discardableResult
    private func user(of database: Database) async throws -> String? {
        try await database.withConnection { connection in
            try connection.fetchOne(String.self, "FROM postgres_query('pg_replica', 'SELECT current_user::text')")
        }
    }

    @Test("A refused token is an authentication failure that says what RDS needs and shows no token")
    func refused() async throws {
        let server = try await PostgreSQL.shared()
        let (step, _) = try replica(server)
        try await server.createRole(step.user, password: "planted-other")
        var configuration = try await EngineConfiguration.test([step])
        configuration.credentials = Self.credentials
        let engine = try await Engine.wake(configuration)
        let error = try await #require(throws: BootstrapError.self) {
            try await engine.cursor { try $0.fetchAll("FROM pg_replica.public.t") }
        }
        #expect(error.code == .authenticationFailed)
        #expect(error.remedy.contains("rds_iam"))
        #expect(!String(reflecting: error).contains("X-Amz-Signature"))
    }
}
