import AWSParameters
import DuckDBClient
import DuckDBServerless
import Foundation
import LocalServices
import Testing

@Suite("The MySQL step")
struct MySQLDatabaseTests {
    private static let parameter = "/test/mysql/password"

    /// A database and a user of its own for each test, with a password that no quoting by hand would survive.
    private func mysql(
        _ change: (inout MySQLDatabase) -> Void = { _ in }
    ) async throws -> (step: MySQLDatabase, password: String, server: MariaDB) {
        let server = try await MariaDB.shared()
        let name = "reader_\(UUID().uuidString.prefix(8).lowercased())"
        let password = #"planted-q'uo"te\ $1; DROP -- "# + UUID().uuidString
        try await server.run(
            """
            CREATE DATABASE \(name);
            CREATE TABLE \(name).orders (id INTEGER PRIMARY KEY, region VARCHAR(10));
            INSERT INTO \(name).orders VALUES (1, 'north'), (2, 'south'), (3, 'north');
            """
        )
        try await server.createReader(name, password: password, of: name)
        var step = MySQLDatabase(
            host: "127.0.0.1",
            database: name,
            user: name,
            password: ParameterReference(.ssm, Self.parameter)
        )
        step.port = server.port
        step.tlsMode = .disabled
        change(&step)
        return (step, password, server)
    }

    private func engine(_ step: MySQLDatabase, password: String) async throws -> Engine {
        try await Engine.wake(.testWithAll([step], parameters: [Self.parameter: password]))
    }

    @Test("Tables are read, and joined with others of the engine")
    func reads() async throws {
        let (step, password, _) = try await mysql()
        let engine = try await engine(step, password: password)
        let count = try await engine.cursor { cursor in
            try cursor.fetchOne(
                Int.self,
                "SELECT count(*) FROM mysql.orders JOIN (VALUES ('north')) AS wanted(region) USING (region)"
            )
        }
        #expect(count == 2)
        #expect(engine.timeline.phases.filter { $0.name == "attach mysql" }.count == 1)
    }

    @Test("The catalog is read-only")
    func isReadOnly() async throws {
        let (step, password, _) = try await mysql()
        let engine = try await engine(step, password: password)
        let error = await #expect(throws: DuckDBError.self) {
            try await engine.cursor { try $0.execute("DELETE FROM mysql.orders") }
        }
        #expect(error?.message.contains("read-only") == true)
    }

    @Test("No SQL can read the password back")
    func hidesPassword() async throws {
        let (step, password, _) = try await mysql()
        let engine = try await engine(step, password: password)
        let rows = try await engine.cursor { cursor in
            try cursor.bootstrap(for: "mysql")
            return try cursor.fetchAll("SELECT secret_string FROM duckdb_secrets()")
                + cursor.fetchAll("SELECT path || options::VARCHAR FROM duckdb_databases()")
                + cursor.fetchAll("SELECT value FROM duckdb_settings()")
        }
        #expect(rows.count > 2)
        #expect(!"\(rows)".contains(password))
    }

    @Test("A wrong password is an authentication failure that names its reference and shows no password")
    func wrongPassword() async throws {
        let (step, password, _) = try await mysql()
        let engine = try await engine(step, password: "wrong-\(password)")
        let error = try await #require(throws: BootstrapError.self) {
            try await engine.cursor { try $0.fetchAll("FROM mysql.orders") }
        }
        #expect(error.code == .authenticationFailed)
        #expect(error.description.contains(Self.parameter))
        #expect(!String(reflecting: error).contains(password))
        let left = try await engine.cursor { try $0.fetchAll("SELECT name FROM duckdb_secrets()") }
        #expect(left.isEmpty)
    }

    @Test("A server that is not there is unreachable, with host and port")
    func unreachable() async throws {
        let port = try FreePort.find()
        let (step, password, _) = try await mysql { $0.port = port }
        let engine = try await engine(step, password: password)
        let error = try await #require(throws: BootstrapError.self) {
            try await engine.cursor { try $0.fetchAll("FROM mysql.orders") }
        }
        #expect(error.code == .unreachable)
        #expect(error.description.contains("127.0.0.1:\(port)"))
    }

    @Test("A server without TLS is refused when TLS is asked for")
    func withoutTLS() async throws {
        let (step, password, _) = try await mysql { $0.tlsMode = .required }
        let engine = try await engine(step, password: password)
        let error = try await #require(throws: BootstrapError.self) {
            try await engine.cursor { try $0.fetchAll("FROM mysql.orders") }
        }
        #expect(error.code == .attachFailed)
        #expect(error.description.contains("required"))
    }

    @Test("Connections that the server has ended are replaced within the query")
    func endedConnections() async throws {
        let (step, password, server) = try await mysql()
        let engine = try await engine(step, password: password)
        let sql: SQL = "SELECT count(*) FROM mysql.orders"
        #expect(try await engine.cursor { try $0.fetchOne(Int.self, sql) } == 3)
        try await server.run("KILL USER \(step.user)")
        #expect(try await engine.cursor { try $0.fetchOne(Int.self, sql) } == 3)
    }

    @Test("A password rotated after the attach is fetched anew when the server refuses the old one")
    func rotatedPassword() async throws {
        let (step, password, server) = try await mysql()
        let parameters = InMemoryParameters([Self.parameter: password])
        var configuration = try await EngineConfiguration.testWithAll([step])
        configuration.parameters = ParameterResolver(ParameterSources([.ssm: parameters]))
        let engine = try await Engine.wake(configuration)
        let sql: SQL = "SELECT count(*) FROM mysql.orders"
        #expect(try await engine.cursor { try $0.fetchOne(Int.self, sql) } == 3)

        let rotated = "rotated-\(password)"
        try await server.run(
            "ALTER USER '\(step.user)'@'%' IDENTIFIED BY \(MariaDB.literal(rotated)); KILL USER \(step.user);"
        )
        parameters[Self.parameter] = Secret(rotated)
        #expect(try await engine.cursor { try $0.fetchOne(Int.self, sql) } == 3)
    }
}
