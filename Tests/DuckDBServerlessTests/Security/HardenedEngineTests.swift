import AWSParameters
import DuckDBClient
import DuckDBServerless
import Foundation
import LocalServices
import Testing

@Suite("A hardened engine")
struct HardenedEngineTests {
    private static let parameter = "/test/hardened/password"
    private static let sql: SQL = "SELECT count(*) FROM pg_replica.pg_catalog.pg_roles"

    /// A role of its own, and an environment whose engine attaches its catalog and is locked then.
    private func environment() async throws -> (DuckDBEnvironment, InMemoryParameters, user: String, password: String) {
        let server = try await PostgreSQL.shared()
        let name = "hardened_\(UUID().uuidString.prefix(8).lowercased())"
        let password = "planted-\(UUID().uuidString)"
        let role = try await server.createRole(name, password: password)
        var step = PostgresReplica(
            host: role.host,
            database: role.database,
            user: role.user,
            password: ParameterReference(.ssm, Self.parameter)
        )
        step.port = role.port
        step.tlsMode = "disable"
        let parameters = InMemoryParameters([Self.parameter: password])
        var configuration = try await EngineConfiguration.test([step], parameters: parameters)
        configuration.hardened = HardenedProfile()
        return (DuckDBEnvironment(configuration), parameters, name, password)
    }

    @Test("Queries run, with their values bound, and everything else is refused")
    func queriesOnly() async throws {
        let (environment, _, _, _) = try await environment()
        #expect(try await environment.cursor { try $0.fetchOne(Int.self, Self.sql) } ?? 0 > 0)
        #expect(try await environment.cursor { try $0.fetchOne(Int.self, "SELECT $i + 1", ["i": 41]) } == 42)
        let refused: [SQL] = [
            "DETACH pg_replica", "CREATE TABLE t (i INTEGER)", "SET threads = 1", "LOAD httpfs",
            "FROM postgres_query('pg_replica', 'SELECT 1')", "SELECT current_setting('threads')", "SELECT 1; SELECT 2",
        ]
        for sql in refused {
            await #expect(throws: RefusedStatement.self) { try await environment.cursor { _ = try $0.execute(sql) } }
        }
        #expect(try await environment.cursor { try $0.fetchOne(Int.self, Self.sql) } ?? 0 > 0)
    }

    @Test("A statement whose values nobody has seen is not prepared")
    func refusesLateValues() async throws {
        let (environment, _, _, _) = try await environment()
        let refusals: [(SQL, RefusedStatement.Code)] = [
            ("SELECT $1", .notInspectable), ("FROM read_csv($1)", .fileNotAllowed),
        ]
        for (sql, code) in refusals {
            let error = await #expect(throws: RefusedStatement.self) {
                try await environment.cursor { _ = try $0.prepare(sql) }
            }
            #expect(error?.code == code)
        }
        #expect(try await environment.cursor { try $0.prepare("SELECT 42").fetchOne(Int.self) } == 42)
    }

    @Test("A streamed query is looked into as well")
    func streams() async throws {
        let (environment, _, _, _) = try await environment()
        let count = try await environment.cursor { cursor in
            var rows = try cursor.stream("FROM range(5000)")
            return try rows.fetchAll(Int.self).count
        }
        #expect(count == 5000)
        await #expect(throws: RefusedStatement.self) {
            try await environment.cursor { _ = try $0.stream("CREATE TABLE t AS FROM range(5)") }
        }
    }

    @Test("A step that fails fails the wake, and the next call tries again")
    func failsWhole() async throws {
        let (environment, parameters, _, password) = try await environment()
        parameters[Self.parameter] = Secret("planted-wrong")
        let error = await #expect(throws: BootstrapError.self) {
            try await environment.cursor { try $0.fetchOne(Int.self, "SELECT 1") }
        }
        #expect(error?.code == .authenticationFailed)
        parameters[Self.parameter] = Secret(password)
        #expect(try await environment.cursor { try $0.fetchOne(Int.self, Self.sql) } ?? 0 > 0)
    }

    @Test("After a password was rotated one query fails, and the next one has a new engine")
    func replacesSpentEngine() async throws {
        let (environment, parameters, user, password) = try await environment()
        #expect(try await environment.cursor { try $0.fetchOne(Int.self, Self.sql) } ?? 0 > 0)
        let first = try await environment.engine()
        try await PostgreSQL.shared().run(
            """
            ALTER ROLE :"name" PASSWORD :'password';
            SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = :'name';
            """,
            variables: ["name": user, "password": "new-\(password)"]
        )
        parameters[Self.parameter] = Secret("new-\(password)")
        await #expect(throws: DuckDBError.self) { try await environment.cursor { try $0.fetchOne(Int.self, Self.sql) } }
        #expect(first.isSpent)
        let again = try await environment.cursor { try $0.fetchOne(Int.self, Self.sql) }
        // Which may still find the cached password, refused once more, before it is fetched anew.
        #expect(again ?? 0 > 0)
        #expect(try await environment.engine() !== first)
    }

    @Test("A session may be hardened where the environment is not")
    func hardenedSession() async throws {
        let environment = DuckDBEnvironment(try await .test([]))
        await #expect(throws: RefusedStatement.self) {
            try await environment.session(hardened: HardenedProfile()) { _ = try $0.execute("SET threads = 1") }
        }
        try await environment.session { _ = try $0.execute("SET threads = 1") }
    }
}
