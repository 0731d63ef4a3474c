import AWSParameters
import DuckDBClient
import DuckDBServerless
import LocalServices
import Testing

@Suite("The Quack step")
struct QuackTests {
    private static let parameter = "/test/quack/token"
    private static let token = "planted-quack-token"
    private static let server = Task {
        try await QuackServer.start(token: token, "CREATE TABLE orders AS SELECT i AS id FROM range(1000) t(i)")
    }

    private func step(port: Int) -> Quack {
        var step = Quack(host: "127.0.0.1", token: ParameterReference(.ssm, Self.parameter))
        step.port = port
        return step
    }

    private func engine(_ step: Quack, token: String = token) async throws -> Engine {
        try await Engine.wake(.testWithAll([step], parameters: [Self.parameter: token]))
    }

    @Test("Another process's tables are read, and SQL is sent to be run there")
    func reads() async throws {
        let step = step(port: try await Self.server.value.port)
        let engine = try await engine(step)
        #expect(try await engine.cursor { try $0.fetchOne(Int.self, "SELECT sum(id) FROM quack.orders") } == 499_500)
        let there = try await engine.cursor { cursor in
            try cursor.fetchOne(Int.self, step.remote("SELECT max(id) FROM orders WHERE 'it''s' <> ''"))
        }
        #expect(there == 999)
        #expect(engine.timeline.phases.filter { $0.name == "attach quack" }.count == 1)
    }

    @Test("The catalog is read-only")
    func isReadOnly() async throws {
        let engine = try await engine(step(port: try await Self.server.value.port))
        let error = await #expect(throws: DuckDBError.self) {
            try await engine.cursor { try $0.execute("INSERT INTO quack.orders VALUES (1)") }
        }
        #expect(error?.message.contains("read-only") == true)
    }

    @Test("No SQL can read the token back")
    func hidesToken() async throws {
        let engine = try await engine(step(port: try await Self.server.value.port))
        let rows = try await engine.cursor { cursor in
            try cursor.bootstrap(for: "quack")
            return try cursor.fetchAll("SELECT secret_string FROM duckdb_secrets()")
                + cursor.fetchAll("SELECT path || options::VARCHAR FROM duckdb_databases()")
                + cursor.fetchAll("SELECT value FROM duckdb_settings()")
        }
        #expect(rows.count > 2)
        #expect(!"\(rows)".contains(Self.token))
    }

    @Test("A wrong token is an authentication failure that names its reference and shows none")
    func wrongToken() async throws {
        let engine = try await engine(step(port: try await Self.server.value.port), token: "planted-wrong")
        let error = try await #require(throws: BootstrapError.self) {
            try await engine.cursor { try $0.fetchAll("FROM quack.orders") }
        }
        #expect(error.code == .authenticationFailed)
        #expect(error.description.contains(Self.parameter))
        #expect(!String(reflecting: error).contains("planted"))
    }

    @Test("A server that is not there is unreachable, with host and port")
    func unreachable() async throws {
        let port = try FreePort.find()
        let engine = try await engine(step(port: port))
        let error = try await #require(throws: BootstrapError.self) {
            try await engine.cursor { try $0.fetchAll("FROM quack.orders") }
        }
        #expect(error.code == .unreachable)
        #expect(error.description.contains("127.0.0.1:\(port)"))
    }

    @Test("A server that was started anew has forgotten the connection, and is attached anew within the query")
    func restarted() async throws {
        let server = try await QuackServer.start(token: Self.token, "CREATE TABLE orders AS SELECT 42 AS id")
        let step = step(port: server.port)
        let engine = try await engine(step)
        #expect(try await engine.cursor { try $0.fetchOne(Int.self, "FROM quack.orders") } == 42)
        try await server.stop()
        try await server.resume()
        #expect(try await engine.cursor { try $0.fetchOne(Int.self, step.remote("SELECT 1")) } == 1)
        #expect(try await engine.cursor { try $0.fetchOne(Int.self, "FROM quack.orders") } == 42)
    }

    @Test("A server that a statement starts in this engine loads no altered file, while another extension waits")
    func loadsNothing() async throws {
        let server = try await QuackServer.start(token: Self.token, "CREATE TABLE orders AS SELECT 42 AS id")
        let folder = try ScratchFolder()
        let inet = try await folder.copy(BakedExtensions.inet("linux_amd64"), as: "inet.duckdb_extension")
        try FileEdit.flip(1000, of: inet)
        let replica = PostgresReplica(
            host: "127.0.0.1",
            database: "d",
            user: "u",
            password: ParameterReference(.ssm, "/none")
        )
        let engine = try await Engine.wake(
            .testWithAll([step(port: server.port), replica], parameters: [Self.parameter: Self.token])
        )
        #expect(try await engine.cursor { try $0.fetchOne(Int.self, "FROM quack.orders") } == 42)
        let port = try FreePort.find()
        let uri = "quack:localhost:\(port)"
        _ = try await engine.cursor { cursor in
            try cursor.fetchAll("FROM quack_serve(\(uri), token := 'planted-secret')")
        }
        let error = await #expect(throws: DuckDBError.self) {
            try await engine.cursor { cursor in
                try cursor.fetchAll("FROM quack_query(\(uri), \("LOAD '\(inet)'"), token := 'planted-secret')")
            }
        }
        #expect(error?.message.contains("signature") == true, "\(String(describing: error))")
        #expect(
            try await engine.cursor { cursor in
                try cursor.fetchOne(Bool.self, "SELECT loaded FROM duckdb_extensions() WHERE extension_name = 'inet'")
            } == false
        )
        _ = try await engine.cursor { try $0.fetchAll("FROM quack_stop(\(uri))") }
    }
}
