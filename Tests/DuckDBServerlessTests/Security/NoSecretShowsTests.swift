import AWSParameters
import DuckDBClient
import DuckDBServerless
import LocalServices
import Testing

/// Of an engine that is not locked: whoever writes its SQL may do anything but read a secret.
@Suite("No secret shows")
struct NoSecretShowsTests {
    private static let statements: [SQL] = [
        "FROM duckdb_databases()", "SELECT path, options::VARCHAR FROM duckdb_databases()", "PRAGMA database_list",
        "FROM duckdb_settings()", "FROM pg_settings", "FROM duckdb_secrets()", "FROM duckdb_secrets(redact = false)",
        "FROM which_secret('s3://serverless-hardened/allowed/in.parquet', 's3')", "FROM duckdb_variables()",
        "SELECT current_setting('s3_access_key_id')", "SELECT current_setting('s3_secret_access_key')",
        "SELECT current_setting('s3_session_token')", "SELECT current_setting('pg_oauth_token')",
        "SELECT getenv('AWS_SECRET_ACCESS_KEY')", "FROM sqlite_master WHERE name != 'own_view'",
        "FROM duckdb_functions()",
        "SELECT sql FROM duckdb_views() WHERE view_name != 'own_view'", "FROM duckdb_prepared_statements()",
        "FROM duckdb_logs", "FROM duckdb_external_file_cache()", "FROM duckdb_extensions()", "SELECT current_query()",
        "EXPLAIN FROM pg_replica.public.hardened", "EXPLAIN ANALYZE FROM pg_replica.public.hardened",
        "EXPLAIN ANALYZE FROM 's3://serverless-hardened/allowed/in.parquet'",
        // Statements that fail.
        "FROM pg_replica.public.no_such_table", "FROM postgres_query('pg_replica', 'SELEC')",
        "FROM 's3://serverless-hardened/none.parquet'",
        "FROM 's3://no-such-bucket-here/x.parquet'",
        "ATTACH '' AS again (TYPE postgres, SECRET pg_replica, NO_SUCH_OPTION)",
        "CREATE SECRET pg_replica (TYPE postgres)", "DROP SECRET no_such_secret", "SET allow_unredacted_secrets = true",
        "SET s3_secret_access_key = NULL", "DETACH no_such_catalog",
    ]

    @Test("Neither password nor keys are in answers, errors, plans, logs or profiles")
    func anywhere() async throws {
        let engine = try await HardenedEngine(isLocked: false)
        let texts = try await engine.database.withConnection { [secrets = engine.secrets] connection in
            try connection.execute("CALL enable_logging('QueryLog')")
            // As the steps do it, and then wrongly.
            _ = try? connection.fetchAll("CREATE SECRET bound (TYPE s3, KEY_ID 'a', SECRET $1) no", [.text(secrets[1])])
            _ = try? connection.fetchAll("CREATE SECRET bound (TYPE s3, NO_SUCH $1)", [.text(secrets[1])])
            var texts: [String] = []
            for statement in Self.statements {
                let (text, profile) = try connection.profiling { Self.text(of: statement, on: connection) }
                texts += [text, "\(String(describing: profile))"]
            }
            return texts
        }
        for (index, text) in texts.enumerated() {
            for secret in engine.secrets { #expect(!text.contains(secret), "\(Self.statements[index / 2])") }
        }
        // Enough of them answered for the search to mean something.
        #expect(texts.joined().contains("serverless-hardened"))
        #expect(texts.joined().contains("redacted"))
    }

    @Test("A failed login shows no password, in any form of the error")
    func failedLogin() async throws {
        let engine = try await HardenedEngine(isLocked: false)
        let server = try await PostgreSQL.shared()
        let reference = ParameterReference(.ssm, "/test/hardened/wrong")
        var step = PostgresReplica(host: "127.0.0.1", database: "postgres", user: "nobody", password: reference)
        (step.port, step.tlsMode, step.catalog) = (server.port, "disable", "wrong")
        let material = BootstrapMaterial(secrets: [reference: Secret("planted-wrong")], credentials: nil)
        let error = try await #require(throws: DuckDBError.self) {
            try await engine.database.withConnection { [step] in try step.attach(to: $0, with: material) }
        }
        for text in [
            "\(error)", String(reflecting: error), "\(step.failure(error))", String(reflecting: step.failure(error)),
        ] {
            #expect(!text.contains("planted"))
        }
    }

    private static func text(of statement: SQL, on connection: borrowing Connection) -> String {
        do {
            return "\(try connection.fetchAll(statement))"
        } catch {
            return "\(error) \(String(reflecting: error))"
        }
    }
}
