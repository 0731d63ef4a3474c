import DuckDBClient
import DuckDBServerless
import LambdaRuntime

struct Request: Decodable {
    let status: String
}

struct AgentTotal: Codable {
    let agent: String
    let events: Int
}

let runtime = LambdaRuntime { (request: Request, context: LambdaContext) in
    try await cursor { cursor in
        try cursor.fetchAll(
            AgentTotal.self,
            """
            SELECT r.agent, count(*) AS events
            FROM read_parquet('s3://agent-events/*.parquet') AS e
            JOIN pg_replica.agent_results AS r ON r.id = e.result_id
            WHERE r.status = $status
            GROUP BY r.agent ORDER BY r.agent
            """,
            ["status": .text(request.status)]
        )
    }
}
await runtime.runOrExit()
