import AWSParameters
import DuckDBClient
import DuckDBServerless
import Foundation
import LocalServices

/// A role of its own at a PostgreSQL server, and the step that attaches it.
struct ReplicaUnderTest {
    static let parameter = "/test/faults/password"
    /// A scan, whose answer is more than 0.
    static let roles: SQL = "SELECT count(*) FROM pg_replica.pg_catalog.pg_roles"

    let server: PostgreSQL
    let parameters: InMemoryParameters
    let step: PostgresReplica

    /// Makes the role; the server is the shared one unless another is given.
    init(at server: PostgreSQL? = nil) async throws {
        let name = "faults_\(UUID().uuidString.prefix(8).lowercased())"
        let password = "planted-\(UUID().uuidString)"
        if let server { self.server = server } else { self.server = try await .shared() }
        let role = try await self.server.createRole(name, password: password)
        parameters = InMemoryParameters([Self.parameter: password])
        var step = PostgresReplica(
            host: role.host,
            database: role.database,
            user: role.user,
            password: ParameterReference(.ssm, Self.parameter)
        )
        step.port = role.port
        step.tlsMode = "disable"
        step.applicationName = name
        self.step = step
    }

    private init(_ server: PostgreSQL, _ parameters: InMemoryParameters, _ step: PostgresReplica) {
        (self.server, self.parameters, self.step) = (server, parameters, step)
    }

    /// The same role at a standby of its server.
    func moved(to standby: PostgreSQL) -> ReplicaUnderTest {
        var step = step
        step.port = standby.port
        return ReplicaUnderTest(standby, parameters, step)
    }

    func engine() async throws -> Engine {
        try await Engine.wake(.test([step], parameters: parameters))
    }

    /// Ends all of the role's connections, as a failover or an administrator does.
    func terminate() async throws {
        try await server.run(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = :'name';",
            variables: ["name": step.user]
        )
    }

    /// How many connections the step's engines have at this moment, as the server sees it.
    func connections() async throws -> Int {
        try await server.number(
            "SELECT count(*) FROM pg_stat_activity WHERE application_name = '\(step.applicationName)'"
        )
    }
}

extension PostgreSQL {
    /// The number that a query answers.
    func number(_ sql: String) async throws -> Int {
        let text = try await run(sql + ";")
        return Int(text.trimmingCharacters(in: .whitespacesAndNewlines)) ?? -1
    }

    /// Runs statements again for as long as the replay of a standby cancels them, as it does with those of the engine.
    @discardableResult
    func outlastingReplay(_ sql: String) async throws -> String {
        while true {
            do {
                return try await run(sql)
            } catch let error as ServiceError where error.description.contains("conflict with recovery") {
                continue
            }
        }
    }

    /// Waits until a standby has replayed what this server has written.
    func awaitReplay(at standby: PostgreSQL) async throws {
        let position = try await run("SELECT pg_current_wal_insert_lsn();").trimmingCharacters(
            in: .whitespacesAndNewlines
        )
        try await standby.outlastingReplay(
            """
            DO $$ BEGIN
                WHILE pg_last_wal_replay_lsn() < '\(position)' LOOP PERFORM pg_sleep(0.01); END LOOP;
            END $$;
            """
        )
    }
}
