import Foundation

/// What a function is configured with, and the query that it is invoked with.
struct Scenario {
    enum Source {
        case s3, replica
    }

    let name: String
    let title: String
    let configured: [Source]
    let used: [Source]
    let sql: String
    /// The files that the statement reads, as it names them.
    let files: String?
    /// What of the answer must be the same for every peer.
    let pattern: String

    static func all(file: String, bucket: String) -> [Scenario] {
        let bucket = "s3://\(bucket)/*.parquet"
        let local = "SELECT count(*) AS events FROM read_parquet('\(file)')"
        let remote = "SELECT count(*) AS events, max(latency_ms) AS slowest FROM read_parquet('\(bucket)')"
        return [
            Scenario("select-42", "`SELECT 42`, nothing configured", [], [], "SELECT 42 AS answer", "42"),
            Scenario(
                allConfigured,
                "`SELECT 42`, S3 and Postgres configured",
                [.s3, .replica],
                [],
                "SELECT 42 AS answer",
                "42"
            ),
            Scenario("local-parquet", "Parquet in the package", [], [], local, "1000000", file),
            Scenario("s3-parquet", "Parquet on S3", [.s3], [.s3], remote, "1000000", bucket),
            Scenario(
                "postgres",
                "Postgres replica",
                [.replica],
                [.replica],
                "SELECT count(*) AS results, avg(score) AS score FROM pg_replica.agent_results",
                "100000"
            ),
            Scenario(
                "one-used",
                "S3 and Postgres configured, S3 used",
                [.s3, .replica],
                [.s3],
                remote,
                "1000000",
                bucket
            ),
            Scenario(
                allUsed,
                "S3 joined with Postgres",
                [.s3, .replica],
                [.s3, .replica],
                """
                SELECT r.agent, count(*) AS events, (sum(e.cost) * 1000000)::BIGINT AS cost
                FROM read_parquet('\(bucket)') AS e
                JOIN pg_replica.agent_results AS r ON r.id = e.result_id
                WHERE r.status = 'ok' GROUP BY r.agent ORDER BY cost DESC, r.agent LIMIT 8
                """,
                "agent-[0-9][0-9]|[0-9]{4,}",
                bucket
            ),
        ]
    }

    static let allUsed = "all-used"
    static let allConfigured = "select-42-all-configured"

    private init(
        _ name: String,
        _ title: String,
        _ configured: [Source],
        _ used: [Source],
        _ sql: String,
        _ pattern: String,
        _ files: String? = nil
    ) {
        self.name = name
        self.title = title
        self.configured = configured
        self.used = used
        self.sql = sql
        self.pattern = pattern
        self.files = files
    }

    /// The statement as the documentation has a function's query written.
    ///
    /// Files that are a parameter are listed once, those named in the text twice. Nobody can call it with others.
    var declared: String {
        guard let files else { return sql }
        return "-- @param files VARCHAR default=\(files) values=\(files)\n"
            + sql.replacingOccurrences(of: "'\(files)'", with: "$files")
    }

    /// As the function's variable `DEFAULT_BOOTSTRAP` names them.
    var steps: String { configured.map { $0 == .s3 ? "s3" : "pg_replica" }.joined(separator: ",") }
}
