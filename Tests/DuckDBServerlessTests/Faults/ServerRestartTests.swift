import DuckDBClient
import DuckDBServerless
import LocalServices
import Testing

@Suite("A replica that goes down and comes up again", .timeLimit(.minutes(2)))
struct ServerRestartTests {
    enum End: String, CaseIterable { case stop, crash }

    @Test("While it is down the error names host and port; the next query after that works", arguments: End.allCases)
    func restart(end: End) async throws {
        let server = try await PostgreSQL.start()
        let replica = try await ReplicaUnderTest(at: server)
        // The server of the tests does not wait for its disk, and a crash would take the role along.
        try await server.run("CHECKPOINT;")
        let engine = try await replica.engine()
        #expect(try await engine.cursor { try $0.fetchOne(Int.self, ReplicaUnderTest.roles) } ?? 0 > 0)

        switch end {
        case .stop: try await server.stop()
        case .crash: try await server.kill()
        }
        for _ in 1...2 {
            let error = try await #require(throws: (any Error).self) {
                try await recovery("\(end), the error while it is down") {
                    try await engine.cursor { try $0.fetchAll(ReplicaUnderTest.roles) }
                }
            }
            for part in ["127.0.0.1", "\(server.port)", "refused"] { #expect("\(error)".contains(part), "\(error)") }
        }
        try await server.resume()
        let count = try await recovery("\(end), the next query") {
            try await engine.cursor { try $0.fetchOne(Int.self, ReplicaUnderTest.roles) }
        }
        #expect(count ?? 0 > 0)
        // The catalog was never taken away.
        #expect(engine.timeline.phases.filter { $0.name == "attach pg_replica" }.count == 1)
        await server.end()
    }

    @Test("Restarted between two queries, it is not noticed", arguments: End.allCases)
    func unnoticed(end: End) async throws {
        let server = try await PostgreSQL.start()
        let replica = try await ReplicaUnderTest(at: server)
        // The server of the tests does not wait for its disk, and a crash would take the role along.
        try await server.run("CHECKPOINT;")
        let engine = try await replica.engine()
        for round in 1...3 {
            let count = try await recovery("\(end) between two queries, query \(round)") {
                try await engine.cursor { try $0.fetchOne(Int.self, ReplicaUnderTest.roles) }
            }
            #expect(count ?? 0 > 0)
            switch end {
            case .stop: try await server.stop()
            case .crash: try await server.kill()
            }
            try await server.resume()
        }
        await server.end()
    }
}
