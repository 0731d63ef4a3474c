import AWSParameters
import DuckDBClient
import DuckDBServerless
import Foundation
import LocalServices
import Testing

@Suite("The Postgres replica step")
struct PostgresReplicaTests {
    private static let parameter = "/test/replica/password"

    /// A role of its own for each test, with a password that no quoting by hand would survive.
    private func replica(
        _ change: (inout PostgresReplica) -> Void = { _ in }
    ) async throws -> (step: PostgresReplica, password: String, server: PostgreSQL) {
        let server = try await PostgreSQL.shared()
        let name = "reader_\(UUID().uuidString.prefix(8).lowercased())"
        let password = #"q'uo"te\ $1; DROP -- "# + UUID().uuidString
        let role = try await server.createRole(name, password: password)
        var step = PostgresReplica(
            host: role.host,
            database: role.database,
            user: role.user,
            password: ParameterReference(.ssm, Self.parameter)
        )
        step.port = role.port
        step.tlsMode = "disable"
        step.applicationName = name
        change(&step)
        return (step, password, server)
    }

    private func engine(_ step: PostgresReplica, _ parameters: InMemoryParameters) async throws -> Engine {
        try await Engine.wake(.test([step], parameters: parameters))
    }

    @Test("Nothing is fetched or connected until a statement names the catalog, and then only once")
    func isLazy() async throws {
        let (step, password, server) = try await replica()
        let parameters = InMemoryParameters([Self.parameter: password])
        let engine = try await engine(step, parameters)
        let connections = "SELECT count(*) FROM pg_stat_activity WHERE application_name = '\(step.applicationName)'"

        _ = try await engine.cursor { try $0.fetchOne(Int.self, "SELECT 42") }
        #expect(parameters.calls.count == 0)
        #expect(try await server.run(connections).first == "0")

        for _ in 1...2 {
            let user = try await engine.cursor { cursor in
                try cursor.fetchOne(String.self, "FROM postgres_query('pg_replica', 'SELECT current_user::text')")
            }
            #expect(user == step.user)
        }
        #expect(parameters.calls.count == 1)
        #expect(engine.timeline.phases.filter { $0.name == "attach pg_replica" }.count == 1)
    }

    @Test("The catalog is read-only")
    func isReadOnly() async throws {
        let (step, password, _) = try await replica()
        let engine = try await engine(step, InMemoryParameters([Self.parameter: password]))
        let error = await #expect(throws: DuckDBError.self) {
            try await engine.cursor { try $0.execute("CREATE TABLE pg_replica.public.mine (i INTEGER)") }
        }
        #expect(error?.message.contains("read-only") == true)
    }

    @Test("No SQL can read the password back")
    func hidesPassword() async throws {
        let (step, password, _) = try await replica()
        let engine = try await engine(step, InMemoryParameters([Self.parameter: password]))
        let rows = try await engine.cursor { cursor in
            try cursor.bootstrap(for: "pg_replica")
            return try cursor.fetchAll("SELECT secret_string FROM duckdb_secrets()")
                + cursor.fetchAll("SELECT path || options::VARCHAR FROM duckdb_databases()")
                + cursor.fetchAll("SELECT value FROM duckdb_settings()")
        }
        #expect(rows.count > 2)
        #expect(!"\(rows)".contains(password))
    }

    @Test("A wrong password is an authentication failure that shows no password, and the next query tries again")
    func wrongPassword() async throws {
        let (step, password, _) = try await replica()
        let parameters = InMemoryParameters([Self.parameter: "wrong-\(password)"])
        let engine = try await engine(step, parameters)
        let sql: SQL = "FROM postgres_query('pg_replica', 'SELECT 1 AS one')"
        let error = try await #require(throws: BootstrapError.self) {
            try await engine.cursor { try $0.fetchAll(sql) }
        }
        #expect(error.code == .authenticationFailed)
        #expect(error.description.contains(Self.parameter))
        for text in ["\(error)", String(reflecting: error)] {
            #expect(!text.contains(password))
        }
        // Nothing of the failed step is left.
        let left = try await engine.cursor { cursor in
            try cursor.fetchAll("SELECT name FROM duckdb_secrets()")
                + cursor.fetchAll("SELECT database_name FROM duckdb_databases() WHERE type = 'postgres'")
        }
        #expect(left.isEmpty)

        parameters[Self.parameter] = Secret(password)
        #expect(try await engine.cursor { try $0.fetchOne(Int.self, sql) } == 1)
    }

    @Test("A password rotated after it was cached is fetched anew, within the same query")
    func rotatedPassword() async throws {
        let (step, password, server) = try await replica()
        let parameters = InMemoryParameters([Self.parameter: "before-\(password)"])
        let configuration = try await EngineConfiguration.test([step], parameters: parameters)
        _ = try await configuration.parameters.secret(ParameterReference(.ssm, Self.parameter))
        parameters[Self.parameter] = Secret(password)

        let engine = try await Engine.wake(configuration)
        let one = try await engine.cursor { cursor in
            try cursor.fetchOne(Int.self, "FROM postgres_query('pg_replica', 'SELECT 1')")
        }
        #expect(one == 1)
        #expect(parameters.calls.count == 2)
        _ = server
    }

    @Test("A server that is not there is unreachable, with host and port")
    func unreachable() async throws {
        let port = try FreePort.find()
        let (step, password, _) = try await replica { $0.port = port }
        let engine = try await engine(step, InMemoryParameters([Self.parameter: password]))
        let error = try await #require(throws: BootstrapError.self) {
            try await engine.cursor { try $0.fetchAll("FROM pg_replica.agent_results") }
        }
        #expect(error.code == .unreachable)
        #expect(error.description.contains("127.0.0.1:\(port)"))
        #expect(!String(reflecting: error).contains(password))
        // What needs no replica is not held up by it.
        #expect(try await engine.cursor { try $0.fetchOne(Int.self, "SELECT 1") } == 1)
    }

    @Test("A missing parameter is named, with the step that wanted it")
    func missingParameter() async throws {
        let aws = try await Moto.shared()
        let (step, _, _) = try await replica {
            $0.login = .password(ParameterReference(.ssm, "/test/no/such/parameter"))
        }
        var configuration = try await EngineConfiguration.test([step])
        configuration.parameters = ParameterResolver(
            try ParameterSources(
                environment: [
                    "AWS_REGION": aws.region, "AWS_ENDPOINT_URL": aws.endpoint,
                    "AWS_ACCESS_KEY_ID": aws.credentials.accessKeyID,
                    "AWS_SECRET_ACCESS_KEY": aws.credentials.secretAccessKey,
                ],
                // A busy machine is not what this test is about.
                limits: RequestLimits(totalTimeout: .seconds(60))
            )
        )
        let engine = try await Engine.wake(configuration)
        let error = try await #require(throws: BootstrapError.self) {
            try await engine.cursor { try $0.fetchAll("FROM pg_replica.agent_results") }
        }
        #expect(error.code == .secretUnavailable)
        #expect(error.step == "pg_replica")
        #expect((error.underlying as? AWSParametersError)?.code == .parameterNotFound)
        #expect(error.description.contains("/test/no/such/parameter"))
        #expect(!String(reflecting: error).contains(aws.credentials.secretAccessKey))
    }

    @Test("A password rotated after the attach is fetched anew when the server refuses the old one")
    func rotatedAfterAttach() async throws {
        let (step, password, server) = try await replica()
        let parameters = InMemoryParameters([Self.parameter: password])
        let engine = try await engine(step, parameters)
        let sql: SQL = "SELECT count(*) FROM pg_replica.pg_catalog.pg_roles"
        #expect(try await engine.cursor { try $0.fetchOne(Int.self, sql) } ?? 0 > 0)

        let rotated = "rotated-" + password
        try await server.run(
            """
            ALTER ROLE :"name" PASSWORD :'password';
            SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = :'name';
            """,
            variables: ["name": step.user, "password": rotated]
        )
        parameters[Self.parameter] = Secret(rotated)
        #expect(try await engine.cursor { try $0.fetchOne(Int.self, sql) } ?? 0 > 0)
    }

    @Test("A catalog that a statement has detached is attached anew")
    func detached() async throws {
        let (step, password, _) = try await replica()
        let engine = try await engine(step, InMemoryParameters([Self.parameter: password]))
        let sql: SQL = "SELECT count(*) FROM pg_replica.pg_catalog.pg_roles"
        #expect(try await engine.cursor { try $0.fetchOne(Int.self, sql) } ?? 0 > 0)
        try await engine.cursor { _ = try $0.execute("DETACH pg_replica") }
        #expect(try await engine.cursor { try $0.fetchOne(Int.self, sql) } ?? 0 > 0)
        // A table that is not there is no reason to attach again.
        await #expect(throws: DuckDBError.self) {
            try await engine.cursor { try $0.fetchAll("FROM pg_replica.public.nope") }
        }
        #expect(engine.timeline.phases.filter { $0.name == "attach pg_replica" }.count == 2)
    }

    @Test("A connection that the server has ended is replaced within the query")
    func terminatedBackend() async throws {
        let (step, password, server) = try await replica()
        let engine = try await engine(step, InMemoryParameters([Self.parameter: password]))
        let sql: SQL = "SELECT count(*) FROM pg_replica.pg_catalog.pg_roles"
        #expect(try await engine.cursor { try $0.fetchOne(Int.self, sql) } ?? 0 > 0)
        try await server.run(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = :'name';",
            variables: ["name": step.user]
        )
        #expect(try await engine.cursor { try $0.fetchOne(Int.self, sql) } ?? 0 > 0)
    }

    @Test("A view over the catalog attaches it when the engine names it")
    func attachesBehindView() async throws {
        let (step, password, server) = try await replica()
        try await server.run("CREATE TABLE IF NOT EXISTS seen (i integer); GRANT SELECT ON seen TO PUBLIC;")
        let engine = try await engine(step, InMemoryParameters([Self.parameter: password]))
        let count = try await engine.cursor { cursor in
            // The name is put together by the engine, where no look at the text can find it.
            try cursor.fetchOne(Int.self, "SELECT count(*) FROM query_table('pg_' || 'replica.public.seen')")
        }
        #expect(count == 0)
    }

    @Test("Cursors that need the step at the same time share one attach")
    func attachesOnce() async throws {
        let (step, password, _) = try await replica()
        let parameters = InMemoryParameters([Self.parameter: password])
        let engine = try await engine(step, parameters)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 1...8 {
                group.addTask {
                    _ = try await engine.cursor { cursor in
                        try cursor.fetchAll("FROM postgres_query('pg_replica', 'SELECT 1')")
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(parameters.calls.count == 1)
        #expect(engine.timeline.phases.filter { $0.name == "attach pg_replica" }.count == 1)
    }
}
