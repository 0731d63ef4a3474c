import AWSParameters
import DuckDBClient
import DuckDBServerless
import LocalServices
import Testing

@Suite("A step that fails at first", .timeLimit(.minutes(2)))
struct LateServerTests {
    private func left(in engine: Engine) async throws -> [Row] {
        try await engine.cursor { cursor in
            try cursor.fetchAll("SELECT name FROM duckdb_secrets()")
                + cursor.fetchAll("SELECT database_name FROM duckdb_databases() WHERE type = 'postgres'")
        }
    }

    @Test("A server that comes up later: a typed error that names it, nothing left behind, then success")
    func server() async throws {
        let server = try await PostgreSQL.start()
        let replica = try await ReplicaUnderTest(at: server)
        try await server.stop()
        let engine = try await replica.engine()
        for _ in 1...2 {
            let error = try await #require(throws: BootstrapError.self) {
                try await engine.cursor { try $0.fetchAll(ReplicaUnderTest.roles) }
            }
            #expect(error.code == .unreachable)
            #expect(error.description.contains("127.0.0.1:\(server.port)"))
            #expect(try await left(in: engine).isEmpty)
        }
        try await server.resume()
        let count = try await recovery("a server that comes late, the query after that") {
            try await engine.cursor { try $0.fetchOne(Int.self, ReplicaUnderTest.roles) }
        }
        #expect(count ?? 0 > 0)
        await server.end()
    }

    @Test("A secret that comes later: a typed error that names it, nothing left behind, then success")
    func secret() async throws {
        let replica = try await ReplicaUnderTest()
        let password = replica.parameters[ReplicaUnderTest.parameter]
        replica.parameters[ReplicaUnderTest.parameter] = nil
        let engine = try await replica.engine()
        let error = try await #require(throws: BootstrapError.self) {
            try await engine.cursor { try $0.fetchAll(ReplicaUnderTest.roles) }
        }
        #expect(error.code == .secretUnavailable)
        #expect(error.description.contains(ReplicaUnderTest.parameter))
        #expect(try await left(in: engine).isEmpty)

        replica.parameters[ReplicaUnderTest.parameter] = password
        #expect(try await engine.cursor { try $0.fetchOne(Int.self, ReplicaUnderTest.roles) } ?? 0 > 0)
        #expect(try await left(in: engine).count == 2)
    }
}
