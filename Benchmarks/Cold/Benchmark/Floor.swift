import DuckDBClient
import DuckDBServerless
import Foundation
import LocalServices

/// The statements that the function runs for a scenario, for the C program to run one after the other.
struct Floor {
    private var steps: [(phase: String, sql: String)] = []
    private let query: String
    private let servers: Servers

    init(_ scenario: Scenario, _ share: CPUShare, _ servers: Servers) {
        query = scenario.sql
        self.servers = servers
        if scenario.used.contains(.s3) { useS3() }
        if scenario.used.contains(.replica) { useReplica() }
        add("settings", "SET allow_unsigned_extensions = false; SET GLOBAL threads = \(share.threads)")
    }

    /// What the program reads: the statements of its setup, the phase of each, and the query.
    var environment: [String: String] {
        [
            "FLOOR_SETUP": steps.map(\.sql).joined(separator: "\n"),
            "FLOOR_PHASES": steps.map(\.phase).joined(separator: "\n"), "FLOOR_QUERY": query,
        ]
    }

    private mutating func add(_ phase: String, _ sql: String) {
        steps.append((phase, sql))
    }

    private mutating func useS3() {
        add("load httpfs", load(.httpfs))
        let key = servers.aws.sessionCredentials
        let options = [
            ("KEY_ID", key.accessKeyID), ("SECRET", key.secretAccessKey), ("SESSION_TOKEN", key.sessionToken ?? ""),
            ("REGION", servers.aws.region), ("ENDPOINT", "127.0.0.1:\(servers.aws.port)"), ("URL_STYLE", "path"),
            ("USE_SSL", "false"),
        ]
        add(
            "attach s3",
            """
            RESET GLOBAL s3_access_key_id; RESET GLOBAL s3_secret_access_key; RESET GLOBAL s3_session_token; \
            SET GLOBAL http_timeout = 10; SET GLOBAL http_retries = 2; \(secret("s3", "s3", options))
            """
        )
    }

    private mutating func useReplica() {
        add("load postgres_scanner", load(.postgresScanner))
        let server = servers.reader
        let options = [
            ("HOST", server.host), ("PORT", "\(server.port)"), ("DATABASE", server.database), ("USER", server.user),
            ("PASSWORD", server.password), ("SSLMODE", "disable"), ("CONNECT_TIMEOUT", "3"),
            ("OPTIONS", "-c statement_timeout=30000"), ("KEEPALIVES", "1"), ("KEEPALIVES_IDLE", "5"),
            ("KEEPALIVES_INTERVAL", "2"), ("KEEPALIVES_COUNT", "2"), ("TCP_USER_TIMEOUT", "5000"),
        ]
        let settings = PostgresServer.settings.map { "SET GLOBAL \($0) = \($1); " }.joined()
        add(
            "attach pg_replica",
            """
            \(secret("pg_replica", "postgres", options)); \(settings)\
            ATTACH '' AS pg_replica (TYPE postgres, READ_ONLY, SECRET pg_replica)
            """
        )
    }

    private func load(_ name: ExtensionName) -> String { "LOAD \(literal(servers.bundle.path(for: name)))" }

    private func secret(_ name: String, _ type: String, _ options: [(name: String, value: String)]) -> String {
        let list = options.map { ", \($0.name) \(literal($0.value))" }.joined()
        return "CREATE OR REPLACE TEMPORARY SECRET \(name) (TYPE \(type)\(list))"
    }

    private func literal(_ text: String) -> String { SQL.literal(text).text }
}
