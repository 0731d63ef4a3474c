import Foundation
import LocalServices
import Testing

@Suite("The command query, when it fails")
struct QueryFailureTests {
    private let scratch: ScratchFolder

    init() throws { scratch = try ScratchFolder() }

    @Test(
        "Each failure has its exit code, and says what is wrong",
        arguments: [
            (["SELECT 1", "--name", "x"], 64, "one of these"), ([], 64, "one of these"),
            (["SELECT 1", "-p", "novalue"], 64, "Write -p novalue=VALUE"),
            (["SELECT 1", "-p", "=1"], 64, "Write -p NAME=VALUE"),
            (["SELECT $a", "-p", "a=1", "-p", "a=2"], 64, "twice"),
            (["SELECT 1", "--max-rows", "3", "--format", "csv"], 64, "LIMIT"),
            (["SELECT 1", "--timeout", "0"], 64, "above 0"),
            (["SELEC 1"], 65, "SELEC 1\n^"), (["SELECT\n  nope"], 65, "  nope\n  ^"), (["SELECT $a"], 65, "parameter"),
            (["SELECT 1", "-p", "b=1"], 65, "parameter"), (["SELECT error('told')"], 65, "told"),
            (["SELECT getenv('HOME')", "--hardened"], 65, "not allowed"),
            (["--file", "/nowhere.sql"], 66, "/nowhere.sql"),
            (["--name", "x", "--queries", "/nowhere"], 66, "/nowhere"),
            (["FROM '/nowhere.csv'"], 69, "/nowhere.csv"), (["FROM 'http://127.0.0.1:1/a.csv'"], 69, "127.0.0.1"),
            (["SELECT 1", "--output", "/nowhere/rows"], 74, "/nowhere/rows"),
            (["SELECT 1", "--output", "/dev/full"], 74, "space"),
            (["SELECT count(*) FROM range(100000000000) a, range(100) b", "--timeout", "1"], 75, "1.0 seconds"),
        ] as [([String], Int32, String)]
    )
    func exitCodes(arguments: [String], status: Int32, text: String) async throws {
        let run = try await ServerlessTool.run(
            ["query"] + arguments,
            environment: [
                "DUCKDB_EXTENSION_DIRECTORY": try await ExtensionBundleFolder.path, "DUCKDB_EXTENSIONS": "httpfs",
            ]
        )
        #expect(run.status == status, "\(run.errors)")
        #expect(run.errors.contains(text), "\(run.errors)")
        #expect(run.output.isEmpty)
    }

    @Test("--hardened reads what the environment allows, and nothing else")
    func hardened() async throws {
        let file = try scratch.write(Data("a\n1\n".utf8), as: "rows.csv")
        let arguments = ["query", "FROM '\(file)'", "--hardened", "--format", "csv"]
        let allowed = try await ServerlessTool.run(
            arguments,
            environment: ["DUCKDB_ALLOWED_DIRECTORIES": scratch.path("")]
        )
        #expect(allowed.output == "a\r\n1\r\n", "\(allowed.errors)")
        let refused = try await ServerlessTool.run(arguments)
        #expect(refused.status == 65 && refused.output.isEmpty)
    }

    @Test("A variable that cannot be used ends it with 78, and is named, not repeated")
    func configuration() async throws {
        let run = try await ServerlessTool.run(["query", "SELECT 1"], environment: ["DUCKDB_THREADS": "planted-many"])
        #expect(run.status == 78)
        #expect(run.errors.contains("DUCKDB_THREADS") && !run.errors.contains("planted"))
    }

    @Test("A server that does not answer ends it with 69, without the password")
    func unreachable() async throws {
        let run = try await ServerlessTool.run(
            ["query", "FROM pg_replica.t"],
            environment: [
                "DUCKDB_EXTENSION_DIRECTORY": try await ExtensionBundleFolder.path, "DEFAULT_BOOTSTRAP": "pg_replica",
                "PG_REPLICA_HOST": "127.0.0.1", "PG_REPLICA_PORT": "1", "PG_REPLICA_DATABASE": "d",
                "PG_REPLICA_USER": "u",
                "PG_REPLICA_PASSWORD": "env:SOME_PASSWORD", "SOME_PASSWORD": "planted-password",
            ]
        )
        #expect(run.status == 69)
        #expect(run.errors.contains("pg_replica") && !run.errors.contains("planted"))
    }

    @Test(
        "A failure in the middle leaves the file as it was, and nothing beside it",
        arguments: ["csv", "ndjson", "json"]
    )
    func atomic(format: String) async throws {
        let file = try scratch.write(Data("before".utf8), as: "rows")
        let sql = "SELECT CASE WHEN i = 999999 THEN error('told') ELSE i END AS i FROM range(1000000) t(i)"
        let run = try await ServerlessTool.run(["query", sql, "--format", format, "--output", file])
        #expect(run.status == 65, "\(run.errors)")
        #expect(try String(contentsOfFile: file, encoding: .utf8) == "before")
        #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.path) == ["rows"])
    }

    @Test("A server that takes the connection and says nothing is left behind when the time is over")
    func silent() async throws {
        let listener = try SilentListener()
        let run = try await ServerlessTool.run(
            ["query", "FROM pg_replica.t", "--timeout", "1", "--format", "csv", "--output", scratch.path("rows")],
            environment: [
                "DUCKDB_EXTENSION_DIRECTORY": try await ExtensionBundleFolder.path, "DEFAULT_BOOTSTRAP": "pg_replica",
                "PG_REPLICA_HOST": "127.0.0.1", "PG_REPLICA_PORT": "\(listener.port)", "PG_REPLICA_DATABASE": "d",
                "PG_REPLICA_USER": "u", "PG_REPLICA_PASSWORD": "env:SOME_PASSWORD", "SOME_PASSWORD": "planted-password",
            ]
        )
        #expect(run.status == 75, "\(run.errors)")
        #expect(!run.errors.contains("planted"))
        #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.path).isEmpty)
    }

    @Test("Whoever stops reading a pipe gets no word of complaint")
    func pipe() async throws {
        let shell = try await GuardedProcess(name: "shell")
        let output = try await shell.run(
            [
                "bash", "-c", "\"$1\" query 'FROM range(10000000)' --format csv 2>&1 | head -1; echo ${PIPESTATUS[0]}",
                "bash",
            ]
                + [BuiltExecutable.path("duckdb-serverless")],
            environment: ProcessInfo.processInfo.environment.filter { $0.key == "LD_LIBRARY_PATH" }
        )
        await shell.end()
        #expect(output == "range\r\n141\n")
    }
}
