import DuckDBClient
import Foundation
import LocalServices
import Testing

@Suite("Other ways to deploy")
struct DeploymentTests {
    private static let checkout = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    @Test("The assembled folder runs with its own libraries and bundle")
    func assembledFolder() async throws {
        let folder = try ScratchFolder()
        let target = folder.path("function")
        try await AssembledFunction.make(target)

        let function = try await DeployedFunction(
            .init(
                environment: [
                    "LD_LIBRARY_PATH": "", "DUCKDB_EXTENSION_DIRECTORY": "\(target)/duckdb_extensions",
                ],
                executable: "\(target)/bootstrap"
            )
        )
        let answer = try await function.invoke("joined", #"{"except": "zero"}"#)
        #expect(answer == #"[{"name":"one","events":10},{"name":"two","events":10}]"#)
        try await function.end(answers: answer)
    }

    @Test("The README's handler answers an event, and the README shows it as it is")
    func readmeHandler() async throws {
        let source = Self.checkout.appending(path: "Examples/Handler/main.swift")
        let readme = Self.checkout.appending(path: "README.md")
        let code = try String(contentsOf: source, encoding: .utf8)
        #expect(try String(contentsOf: readme, encoding: .utf8).contains("```swift\n\(code)```"))

        let function = try await DeployedFunction(.init(executable: BuiltExecutable.path("HandlerExample")))
        let postgres = try await PostgreSQL.shared()
        try await postgres.seedAgentResults(in: function.database, rows: 100)
        try await uploadEvents()
        let answer = try await function.invoke(event: #"{"status": "ok"}"#)
        let expected = try await postgres.run(
            """
            SELECT json_agg(json_build_object('agent', agent, 'events', events) ORDER BY agent) FROM
            (SELECT agent, count(*) * 2 AS events FROM agent_results WHERE status = 'ok' GROUP BY agent) AS totals
            """,
            as: function.database
        )
        #expect(try Self.rows(answer) == Self.rows(expected))
        try await function.end(answers: answer)
    }

    private static func rows(_ json: String) throws -> [Total] {
        try JSONDecoder().decode([Total].self, from: Data(json.utf8))
    }

    private struct Total: Decodable, Equatable {
        let agent: String
        let events: Int
    }

    /// Two events for each of a hundred results.
    private func uploadEvents() async throws {
        let folder = try ScratchFolder()
        let file = folder.path("events.parquet")
        _ = try await Database.open().withConnection { connection in
            try connection.execute(
                "COPY (SELECT (1 + i % 100)::BIGINT AS result_id FROM range(200) t(i)) TO \(SQL.literal(file))"
            )
        }
        let aws = try await Moto.shared()
        try await aws.createBucket("agent-events")
        try await aws.upload(file, bucket: "agent-events", key: "events.parquet")
    }
}
