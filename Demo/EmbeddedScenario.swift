import DemoSupport
import DuckDBClient
import Foundation
import LocalServices

/// The same job without servers: local Parquet joined with a local DuckDB file.
struct EmbeddedScenario: DemoScenario {
    private static let results = 100_000

    let configuration: RuntimeInterfaceEmulator.Configuration
    private let folder: ScratchFolder

    init(seed: Int) async throws {
        say("Seeding \(Self.results) rows of agent_results and \(AgentEvents.rows) events (seed \(seed)) …")
        folder = try ScratchFolder()
        let events = try AgentEvents(seed: seed, results: Self.results)
        try Self.writeResults(to: folder.path("results.duckdb"), seed: seed)
        let sql = try String(contentsOfFile: Paths.queries + "/agent_costs.sql", encoding: .utf8)
            .replacing("'s3://agent-events/*.parquet'", with: SQL.literal(events.path).text)
            .replacing("pg_replica", with: "duckdb_file")
        try folder.write(Data(sql.utf8), as: "agent_costs.sql")
        var configuration = RuntimeInterfaceEmulator.Configuration()
        configuration.environment = [
            "AWS_LAMBDA_LOG_FORMAT": "JSON",
            "DEFAULT_BOOTSTRAP": "duckdb_file",
            "DUCKDB_FILE": folder.path("results.duckdb"),
            "DUCKDB_QUERY_DIRECTORY": folder.path,
        ]
        self.configuration = configuration
    }

    func end() async {}

    private static func writeResults(to path: String, seed: Int) throws {
        try Database(path: path).connect().execute(
            """
            CREATE TABLE agent_results AS
            SELECT
                id,
                'agent-' || lpad((hash(id, \(unsafe: String(seed))) % 50)::VARCHAR, 2, '0') AS agent,
                CASE WHEN hash(id, \(unsafe: String(seed)), 'status') % 10 < 9 THEN 'ok' ELSE 'failed' END AS status,
                TIMESTAMPTZ '2026-01-01 00:00:00+00' + INTERVAL (id * 30) SECONDS AS finished_at
            FROM range(1, \(results + 1)) AS results(id)
            """
        )
    }
}
