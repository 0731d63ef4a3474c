import AWSParameters
import DuckDBClient
import DuckDBServerless
import LocalServices
import Testing

@Suite("A password rotated while several cursors are at work", .timeLimit(.minutes(2)))
struct RotationTests {
    @Test("Each of them succeeds, and the secret is fetched anew a few times at most")
    func rotation() async throws {
        let replica = try await ReplicaUnderTest()
        let engine = try await replica.engine()
        for round in 1...5 {
            _ = try await engine.cursor { try $0.fetchOne(Int.self, ReplicaUnderTest.roles) }
            let fetches = replica.parameters.calls.count
            let rotated = "planted-rotated-\(round)"
            try await replica.server.run(
                "ALTER ROLE :\"name\" PASSWORD :'password';",
                variables: ["name": replica.step.user, "password": rotated]
            )
            replica.parameters[ReplicaUnderTest.parameter] = Secret(rotated)
            try await replica.terminate()
            let counts = try await recovery("rotated, the slowest of eight cursors") { try await Self.counts(engine) }
            for count in counts { #expect(count ?? 0 > 0) }
            // One is what it takes; another for a cursor that was refused while the catalog was being attached.
            #expect((1...2).contains(replica.parameters.calls.count - fetches), "round \(round)")
        }
    }

    private static func counts(_ engine: Engine) async throws -> [Int?] {
        try await withThrowingTaskGroup(of: Int?.self) { group in
            for _ in 1...8 {
                group.addTask { try await engine.cursor { try $0.fetchOne(Int.self, ReplicaUnderTest.roles) } }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
    }
}
