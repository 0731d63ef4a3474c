import DuckDBClient
import Foundation
import LocalServices
import Testing

@Suite("The assembled function on a read-only root, without network, home and privileges")
struct IsolationTests {
    private static let queries = [
        // Before it all that is configured is loaded.
        "call": "-- @job\nCALL pragma_version()",
        "extensions":
            "SELECT extension_name AS name, loaded FROM duckdb_extensions() WHERE name IN ('httpfs', 'postgres_scanner')",
        "parquet": "SELECT sum(i)::BIGINT AS total FROM '/var/task/queries/numbers.parquet'",
        "replica": "FROM pg_replica.results",
        "write": "-- @job\nCOPY (SELECT 1) TO '/var/task/queries/x.csv'",
        "write_temporary": "-- @job\nCOPY (SELECT 1 AS i) TO '/tmp/x.csv'",
    ]

    @Test("It answers from its own libraries, bundle and files, and asks no one for anything")
    func answers() async throws {
        let run = try await Self.run("call", "extensions", "parquet", "write_temporary")
        #expect(run.answers.first?.text.contains("v1.5.4") == true, "\(run.log)")
        #expect(
            run.answers.dropFirst().map(\.text) == [
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
        let log = try await Self.run("parquet", entrypoint: "/var/task/probe").log
        #expect(log.matches(of: /Cap(Inh|Prm|Eff|Bnd|Amb):\s*0{16}\n/).count == 5, "\(log)")
        #expect(log.matches(of: /\n(\w+):( +\d+){16}/).map(\.output.1) == ["lo"], "\(log)")
        #expect(log.contains("export LAMBDA_TASK_ROOT=") && !log.contains("export HOME="), "\(log)")
        let writable = log.matches(of: /(\/\S*) \w+ rw\b/).map(\.output.1).filter { !$0.hasPrefix("/dev/") }
        #expect(Set(writable) == ["/tmp", "/proc"], "\(log)")
    }

    @Test("A root that is not there is an error that says so")
    func missingRoot() async throws {
        let error = await #expect(throws: ServiceError.self) {
            try await IsolatedFunction(root: "/no/such/root").invoke(["{}"])
        }
        #expect(error?.code == .commandFailed)
        #expect(error?.description.contains("/no/such/root") == true)
    }

    @Test("A function that does not start leaves its reason in the answer or the log")
    func missingFunction() async throws {
        let root = try await Self.root.value
        let run = try await IsolatedFunction(root: root, entrypoint: ["/var/task/nothing"]).invoke(["{}"])
        #expect(run.answers[0].status != 200)
        #expect(run.log.contains("/var/task/nothing"), "\(run.log)")
    }

    @Test("A function that never answers is ended with everything it has started")
    func hangingFunction() async throws {
        let root = try await Self.root.value
        let name = "hang-\(UUID().uuidString)"
        try await Self.addProgram(name, to: root, "while :; do :; done")
        let error = await #expect(throws: ServiceError.self) {
            try await IsolatedFunction(root: root, entrypoint: ["/var/task/\(name)"]).invoke(["{}"], within: 2)
        }
        #expect(error?.description.contains("timed out") == true, "\(error?.description ?? "")")
        let left = try FileManager.default.contentsOfDirectory(atPath: "/proc").filter { process in
            let arguments = FileManager.default.contents(atPath: "/proc/\(process)/cmdline") ?? Data()
            return String(decoding: arguments, as: UTF8.self).contains(name)
        }
        #expect(left.isEmpty)
    }

    private static func run(
        _ queries: String...,
        entrypoint: String = "/var/task/bootstrap"
    ) async throws -> IsolatedFunction.Run {
        // Hosts that no one is asked about before a query names the replica.
        let replica = ["HOST": "replica.invalid", "DATABASE": "x", "USER": "x", "PASSWORD": "ssm:/x"]
        let function = IsolatedFunction(
            root: try await root.value,
            environment: replica.reduce(into: ["DEFAULT_BOOTSTRAP": "s3,pg_replica"]) {
                $0["PG_REPLICA_\($1.key)"] = $1.value
            },
            entrypoint: [entrypoint]
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
        try await addProgram("probe", to: root, probe)
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

    /// Prints what the kernel says of the process that then becomes the function.
    private static let probe = """
        for file in self/status net/dev self/mounts; do
            while read -r line; do echo "$line"; done < /proc/$file
        done
        export -p
        exec /var/task/bootstrap
        """

    /// Written by a child, so that no process keeps the file open for writing and thereby from being run.
    private static func addProgram(_ name: String, to root: String, _ script: String) async throws {
        let process = try await GuardedProcess(name: name)
        try await process.run(
            ["sh", "-c", "cat > $0/var/task/$1; chmod 755 $0/var/task/$1; cp -L --parents /bin/sh $0", root, name],
            input: "#!/bin/sh\n\(script)\n"
        )
        await process.end()
    }
}
