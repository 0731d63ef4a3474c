import AWSParameters
import DuckDBClient
import DuckDBServerless
import Foundation
import LocalServices
import Testing

@Suite("An engine that is locked down")
struct LockDownTests {
    @Test(
        "The engine itself refuses files, servers, extensions and settings, whoever asks",
        arguments: [
            ("FROM read_text('/etc/passwd')", DuckDBError.Code.permission),
            ("FROM 's3://serverless-hardened/outside/out.parquet'", .permission),
            ("FROM read_csv('http://127.0.0.1:1/x.csv')", .permission),
            ("COPY (SELECT 1) TO '/tmp/planted.csv'", .permission),
            ("LOAD '/tmp/x.duckdb_extension'", .permission), ("INSTALL spatial", .permission),
            ("ATTACH '' AS again (TYPE postgres, SECRET pg_replica)", .permission),
            ("ATTACH '/tmp/planted.db' AS x", .permission),
            ("SET threads = 1", .invalidInput), ("RESET threads", .invalidInput),
            ("SET allowed_directories = ['/']", .invalidInput), ("SET allowed_configs = ['threads']", .invalidInput),
            ("SET lock_configuration = false", .invalidInput), ("SET enable_external_access = true", .invalidInput),
        ]
    )
    func refuses(_ statement: String, _ code: DuckDBError.Code) async throws {
        let engine = try await HardenedEngine.shared()
        let error = try await #require(throws: DuckDBError.self) {
            try await engine.database.withConnection { try $0.execute(SQL(unsafe: statement)) }
        }
        #expect(error.code == code)
        #expect(try await engine.isUsable())
    }

    @Test("What the engine leaves open, so that the authorizer has to refuse it, is still as measured")
    func holes() async throws {
        let engine = try await HardenedEngine(isLocked: true)
        let statements: [SQL] = [
            "ATTACH ':memory:' AS m", "USE m", "USE memory", "CREATE TABLE x AS SELECT 1", "SET VARIABLE x = 1",
            "COPY (SELECT 1) TO 's3://serverless-hardened/allowed/written.parquet'",
            "CREATE OR REPLACE SECRET other (TYPE s3, KEY_ID 'a', SECRET 'b', SCOPE 's3://other')",
            "FROM postgres_query('pg_replica', 'SELECT 1')", "CALL pg_clear_cache()", "DETACH pg_replica",
        ]
        try await engine.database.withConnection { connection in
            for statement in statements { try connection.execute(statement) }
            let error = #expect(throws: DuckDBError.self) {
                try connection.execute("FROM postgres_scan('host=127.0.0.1 port=1', 'public', 't')")
            }
            // It has tried to connect.
            #expect(error?.code == .io)
        }
        // What no statement of others may bring about: the catalog is gone for good.
        let outcome = try await engine.run("FROM pg_replica.public.hardened").outcome
        #expect(outcome == .failed(.binder))
    }

    @Test("A query larger than memory spills to the temporary directory")
    func spills() async throws {
        let engine = try await HardenedEngine(isLocked: false)
        let count = try await engine.database.withConnection { [profile = engine.profile] connection in
            try connection.execute("SET GLOBAL memory_limit = '64MiB'")
            try profile.lockDown(connection)
            return try connection.fetchOne(
                Int.self,
                "SELECT count(*) FROM (SELECT i, random() AS r FROM range(6_000_000) t(i) ORDER BY r)"
            )
        }
        #expect(count == 6_000_000)
        #expect(FileManager.default.fileExists(atPath: engine.folder.path("spill")))
    }

    @Test("Credentials are renewed by the S3 step, which sets what is left open")
    func renewal() async throws {
        let engine = try await HardenedEngine(isLocked: true)
        let good = AWSCredentials(
            accessKeyID: engine.aws.credentials.accessKeyID,
            secretAccessKey: Secret(engine.aws.credentials.secretAccessKey)
        )
        let bad = AWSCredentials(accessKeyID: "AKIAGONE000000000000", secretAccessKey: Secret("planted-gone"))
        for (credentials, isGood) in [(bad, false), (good, true)] {
            try await engine.database.withConnection { [storage = engine.storage] connection in
                try storage.detach(from: connection)
                try storage.attach(to: connection, with: BootstrapMaterial(secrets: [:], credentials: credentials))
            }
            let outcome = try await engine.run("FROM 's3://serverless-hardened/allowed/in.parquet'").outcome
            #expect(outcome == (isGood ? .answered : .failed(.http)))
        }
    }

    @Test("A statement can be profiled")
    func profiling() async throws {
        let engine = try await HardenedEngine.shared()
        try await engine.database.withConnection { connection in
            let (_, profile) = try connection.profiling { try connection.fetchAll("FROM own") }
            #expect(profile != nil)
        }
    }

    @Test("An engine without any extension is locked too, and its authorizer works")
    func withoutExtensions() async throws {
        let database = try await Database.open()
        try await database.withConnection { connection in
            let profile = HardenedProfile()
            try profile.lockDown(connection)
            try StatementAuthorizer(profile).check("SELECT 1", on: connection)
            #expect(throws: DuckDBError.self) { try connection.execute("FROM read_text('/etc/passwd')") }
        }
    }

    @Test(
        "A directory that the engine would take for another is refused before anything is locked",
        arguments: ["", ".", "data", "../data", "s3://bucket/../other/", "s3://bucket/a?s3_region=x", "/data/../etc"]
    )
    func directories(_ directory: String) async throws {
        let database = try await Database.open()
        try await database.withConnection { connection in
            var profile = HardenedProfile()
            profile.allowedDirectories = ["/data", directory]
            let error = #expect(throws: HardenedProfile.InvalidDirectory.self) { try profile.lockDown(connection) }
            #expect(error?.directory == directory)
            try connection.execute("SET threads = 1")
        }
    }

    @Test("Functions that the profile names may be called, whatever their case")
    func allowedFunctions() async throws {
        let engine = try await HardenedEngine(isLocked: true) { $0.allowedFunctions = ["Own_Macro", "postgres_query"] }
        for sql: SQL in ["SELECT own_macro(1)", "SELECT OWN_MACRO(1)", "FROM postgres_query('pg_replica', 'SELECT 1')"]
        {
            #expect(try await engine.run(sql).outcome == .answered)
        }
        #expect(try await engine.run("FROM postgres_execute('a', 'b')").outcome == .refused(.functionNotAllowed))
    }

    @Test("A refusal names what was refused, cut short, and no value of the statement")
    func messages() async throws {
        let engine = try await HardenedEngine.shared()
        let long = String(repeating: "x", count: 1000)
        let cases: [(SQL, String)] = [
            ("SELECT getenv('planted-value')", "getenv"),
            ("FROM pg_settings WHERE name = 'planted-value'", "pg_settings"),
            ("FROM read_text('planted' || 'value')", "read_text"),
            (SQL(unsafe: "SELECT \(long)('planted-value')"), "xxxx"),
        ]
        for (sql, name) in cases {
            let text = try await engine.run(sql).text
            #expect(text.contains(name))
            #expect(!text.contains("planted"))
            #expect(text.count < 700)
        }
    }
}
