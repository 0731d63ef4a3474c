import AWSParameters
import DuckDBClient
import DuckDBServerless
import Foundation
import LocalServices
import Testing

/// There is no account here: what is sent and what becomes of errors, up to the extension's first request.
@Suite("The MotherDuck step")
struct MotherDuckTests {
    private static let step = MotherDuck(
        database: "it's",
        token: ParameterReference(.ssm, "/test/motherduck/token")
    )

    @Test("The token is bound, the modes are set before the one that locks them, and all of it parses")
    func statements() async throws {
        var step = Self.step
        step.sessionHint = "user-1"
        let statements = step.statements(token: "planted-token")
        #expect(
            statements.map(\.text) == [
                "SET motherduck_token = ?", "SET motherduck_attach_mode = ?", "SET motherduck_session_hint = ?",
                "SET motherduck_saas_mode = true", "ATTACH 'md:it''s'",
            ]
        )
        #expect(statements.first?.values == ["planted-token"])
        let parsed = try await Database.open().withConnection { connection in
            try connection.extractStatements(SQL(unsafe: statements.map(\.text).joined(separator: ";"))).count
        }
        #expect(parsed == statements.count)
    }

    @Test("Asked for by its database or by a path of its own, and never unasked in INIT")
    func triggers() {
        #expect(Self.step.triggers == [.catalog("it's"), .scheme("md:")])
        #expect(!Self.step.isEager)
        #expect(Self.step.timeout == .seconds(20))
        #expect(Self.step.secrets.map(\.description) == ["ssm:/test/motherduck/token"])
    }

    /// What becomes of what the extension really says when it is loaded; it takes whom to ask from the environment.
    private func failure(askingPort port: Int) async throws -> BootstrapError {
        let variables = [
            "motherduck_host": "127.0.0.1", "motherduck_ext_version_check_port": String(port),
            "motherduck_token": "planted-token",
        ]
        for (name, value) in variables { setenv(name, value, 1) }
        defer { for name in variables.keys { unsetenv(name) } }
        let bundle = try await ExtensionBundleFolder.all
        let file = "\(bundle)/v1.5.4/\(ExtensionPlatform.current)/motherduck.duckdb_extension"
        let database = try await Database.open()
        let error = try await #require(throws: DuckDBError.self) {
            try await database.withConnection { try $0.execute("LOAD \(SQL.literal(file))") }
        }
        return Self.step.failure(error)
    }

    @Test("A network that does not lead to MotherDuck is an unreachable server")
    func refusedConnection() async throws {
        let error = try await failure(askingPort: FreePort.find())
        #expect(error.code == .unreachable)
        #expect(error.step == "it's")
        #expect(!String(reflecting: error).contains("planted"))
    }

    @Test("An answer that is not MotherDuck's is an unreachable server too, which was not shown the token")
    func otherServer() async throws {
        let server = try await FileServer()
        let error = try await failure(askingPort: #require(URL(string: server.url())?.port))
        #expect(error.code == .unreachable)
        #expect(server.requests.first?.path == "/extension_version")
        #expect(!"\(server.requests)".contains("planted"))
    }

    @Test("A refused token is an authentication failure that names its reference")
    func refusedToken() {
        let refusal = DuckDBError(
            code: .unknown,
            message: "Request failed: Your request is not authenticated. Please check your MotherDuck token."
        )
        let error = Self.step.failure(refusal)
        #expect(error.code == .authenticationFailed)
        #expect(error.remedy.contains("ssm:/test/motherduck/token"))
    }

    @Test("By the Postgres endpoint it is a Postgres step that checks who answers")
    func postgresEndpoint() throws {
        let token = ParameterReference(.ssm, "/test/motherduck/token")
        let step = PostgresReplica.motherDuck(region: try AWSRegion("us-east-1"), token: token)
        #expect(step.host == "pg.us-east-1-aws.motherduck.com")
        #expect(step.port == 5432)
        #expect(step.database == "md:")
        #expect(step.user == "postgres")
        #expect(step.tlsMode == "verify-full")
        #expect(step.rootCertificate == "system")
        #expect(step.secrets == [token])
        #expect(step.name == "motherduck")
    }
}
