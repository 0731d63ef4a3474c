import DuckDBClient
import Foundation
import LocalServices
import Testing

@Suite("The assembled function on a read-only root, without network, home and privileges")
struct IsolationTests {
    private static let queries = [
        "capabilities":
            "SELECT regexp_extract_all(content, '(?m)^Cap.*$') AS lines FROM read_text('/proc/self/status')",
        "extensions":
            "SELECT extension_name AS name, loaded FROM duckdb_extensions() WHERE name IN ('httpfs', 'postgres_scanner')",
        "network": "SELECT content FROM read_text('/proc/net/dev')",
        "parquet": "SELECT sum(i)::BIGINT AS total FROM '/var/task/queries/numbers.parquet'",
        "replica": "FROM pg_replica.results",
        "temporary": "SELECT content FROM read_text('/proc/self/mounts')",
        "variables": "SELECT decode(content) AS content FROM read_blob('/proc/self/environ')",
        "write": "COPY (SELECT 1) TO '/var/task/queries/x.csv'",
        "write_temporary": "COPY (SELECT 1 AS i) TO '/tmp/x.csv'",
    ]

    @Test("It answers from its own libraries, bundle and files, and asks no one for anything")
    func answers() async throws {
        let run = try await Self.run("extensions", "parquet", "write_temporary")
        #expect(
            run.answers.map(\.text) == [
                #"[{"name":"httpfs","loaded":true},{"name":"postgres_scanner","loaded":true}]"#,
                #"[{"total":499500}]"#, #"[{"Count":1}]"#,
            ],
            "\(run.log)"
        )
    }

    @Test("What is out of reach is a typed error, and the function lives on")
    func errors() async throws {
        let run = try await Self.run("write", "replica", "parquet")
        #expect(run.answers[0].text.contains("Read-only file system"))
        #expect(run.answers[1].text.contains("Function.BootstrapSecretUnavailable"))
        #expect(run.answers[2].text == #"[{"total":499500}]"#, "\(run.log)")
    }

    @Test("The kernel says so too: no capability, no interface but loopback, no HOME, nothing but /tmp to write to")
    func isolation() async throws {
        let run = try await Self.run("capabilities", "network", "variables", "temporary")
        let texts = run.answers.map(\.text)
        #expect(texts[0].matches(of: /Cap(Inh|Prm|Eff|Bnd|Amb):\\t0{16}"/).count == 5, "\(texts[0])")
        #expect(texts[1].matches(of: /\w+:/).map { String($0.output) } == ["lo:"], "\(texts[1])")
        #expect(texts[2].contains("LAMBDA_TASK_ROOT=") && !texts[2].contains("HOME="), "\(texts[2])")
        let writable = texts[3].matches(of: /(\/\S*) \w+ rw\b/).map { String($0.output.1) }
        #expect(Set(writable.filter { !$0.hasPrefix("/dev/") }) == ["/tmp", "/proc"], "\(texts[3])")
    }

    @Test(
        "What cannot be isolated or started is an error that says why",
        arguments: [
            ("/no/such/root", "/var/task/bootstrap", "No such file or directory")
        ]
    )
    func refusal(root: String, entrypoint: String, reason: String) async throws {
        let error = await #expect(throws: ServiceError.self) {
            try await IsolatedFunction(root: root, entrypoint: [entrypoint]).invoke(["{}"])
        }
        #expect(error?.description.contains(reason) == true)
    }

    private static func run(_ queries: String...) async throws -> IsolatedFunction.Run {
        // Hosts that no one is asked about before a query names the replica.
        let replica = ["HOST": "replica.invalid", "DATABASE": "x", "USER": "x", "PASSWORD": "ssm:/x"]
        let function = IsolatedFunction(
            root: try await root.value,
            environment: replica.reduce(into: ["DEFAULT_BOOTSTRAP": "s3,pg_replica"]) {
                $0["PG_REPLICA_\($1.key)"] = $1.value
            }
        )
        return try await function.invoke(queries.map { "{\"query\": \"\($0)\"}" })
    }

    private static let folder = Result { try ScratchFolder() }

    /// Made once: most of a test's time would go into it.
    private static let root = Task {
        let root = try folder.get().path("root")
        // Statics are not released at the end of a test run.
        atexit { if case .success(let folder) = folder { try? FileManager.default.removeItem(atPath: folder.path) } }
        let task = "\(root)/var/task"
        try await SystemRoot.make(root)
        try await AssembledFunction.make(task)
        try FileManager.default.createDirectory(atPath: "\(root)/opt", withIntermediateDirectories: true)
        try FileManager.default.moveItem(
            atPath: "\(task)/duckdb_extensions",
            toPath: "\(root)/opt/duckdb_extensions"
        )
        try await addQueries(to: "\(task)/queries")
        return root
    }

    private static func addQueries(to folder: String) async throws {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        for (name, sql) in queries {
            try Data(sql.utf8).write(to: URL(filePath: "\(folder)/\(name).sql"))
        }
        let file = SQL.literal("\(folder)/numbers.parquet")
        _ = try await Database.open().withConnection { connection in
            try connection.execute("COPY (SELECT i FROM range(1000) t(i)) TO \(file)")
        }
    }
}
