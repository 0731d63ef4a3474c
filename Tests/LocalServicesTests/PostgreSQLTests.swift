import LocalServices
import Testing

@Suite("PostgreSQL")
struct PostgreSQLTests {
    private let hostilePassword = #"a b'c\d"e=$1;-- :name {ü}"#

    @Test("A role logs in with a password of quotes, a backslash, $ and ;")
    func hostilePasswordLogsIn() async throws {
        let server = try await PostgreSQL.shared()
        let role = try await server.createRole("o'brien\"", password: hostilePassword)
        #expect(try await server.run("SELECT current_user", as: role) == "o'brien\"\n")
    }

    @Test("A wrong password is refused, and the error does not tell the right one")
    func wrongPasswordIsRefused() async throws {
        let server = try await PostgreSQL.shared()
        var role = try await server.createRole("mallory", password: hostilePassword)
        role.password = "guess"
        let error = await #expect(throws: ServiceError.self) { try await server.run("SELECT 1", as: role) }
        #expect(error?.description.contains("password authentication failed for user \"mallory\"") == true)
        #expect(error?.description.contains(hostilePassword) == false)
    }

    @Test("The same seed gives the same rows, another seed others")
    func seeds() async throws {
        let server = try await PostgreSQL.shared()
        let sum = "SELECT md5(string_agg(agent_results::text, '' ORDER BY id)) FROM agent_results"
        let database = try await server.createDatabase("seeds")
        try await server.seedAgentResults(in: database, rows: 1000, seed: 1)
        let first = try await server.run(sum, as: database)
        try await server.seedAgentResults(in: database, rows: 1000, seed: 2)
        #expect(try await server.run(sum, as: database) != first)
        try await server.seedAgentResults(in: database, rows: 1000, seed: 1)
        #expect(try await server.run(sum, as: database) == first)
        #expect(try await server.run("SELECT count(*), min(id) FROM agent_results", as: database) == "1000|1\n")
    }

    @Test("A killed server comes back with its data")
    func killAndResume() async throws {
        let server = try await PostgreSQL.start()
        try await server.run("CREATE TABLE kept AS SELECT 42 AS answer; CHECKPOINT;")
        try await server.kill()
        await #expect(throws: ServiceError.self) { try await server.run("SELECT 1") }
        try await server.resume()
        #expect(try await server.run("SELECT answer FROM kept") == "42\n")
        try await server.stop()
        await #expect(throws: ServiceError.self) { try await server.run("SELECT 1") }
        await server.end()
    }

    @Test("Many who ask at once share one server")
    func sharesOne() async throws {
        let ports = try await withThrowingTaskGroup { group in
            for _ in 0..<8 { group.addTask { try await PostgreSQL.shared().port } }
            return try await group.reduce(into: Set()) { $0.insert($1) }
        }
        #expect(ports.count == 1)
    }
}
