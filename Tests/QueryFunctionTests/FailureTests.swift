import Foundation
import LocalServices
import Testing

@Suite("What the function says of wrong inputs, never with a secret, and never at the cost of the next invocation")
struct FailureTests {
    private func check(
        _ change: DeployedFunction.Change = DeployedFunction.Change(),
        query: String = "joined",
        parameters: String = #"{"except": "zero"}"#,
        type: String,
        mentions: [String]
    ) async throws {
        let function = try await DeployedFunction(change)
        let failure = try await function.failure(query, parameters)
        #expect(failure.errorType == type)
        for part in mentions { #expect(failure.errorMessage.contains(part)) }
        // The environment lives on and answers what can be answered.
        let next = try await function.invoke("one")
        #expect(next == #"[{"one":1}]"#)
        let log = try await function.end(answers: failure.errorMessage, next)
        #expect(log.contains("Query failed"))
    }

    @Test("A wrong database password: which server, which user, where the password comes from")
    func wrongPassword() async throws {
        try await check(
            .init(password: "wrong-'\"\\-password"),
            type: "Function.BootstrapAuthenticationFailed",
            mentions: ["pg_replica", "127.0.0.1", "(ssm:/function-"]
        )
    }

    @Test("A missing SSM parameter: its name")
    func missingSSMParameter() async throws {
        try await check(
            .init(environment: ["PG_REPLICA_PASSWORD": "ssm:/no/such/parameter"]),
            type: "Function.BootstrapSecretUnavailable",
            mentions: ["/no/such/parameter"]
        )
    }

    @Test("A missing query parameter: its name, and what the statement takes")
    func missingQueryParameter() async throws {
        try await check(
            parameters: #"{}"#,
            type: "Function.InvalidParameter",
            mentions: ["\"except\" is missing", "the query joined takes except"]
        )
    }

    @Test("An unreachable Postgres: host and port")
    func unreachablePostgres() async throws {
        let port = try FreePort.find()
        try await check(
            .init(environment: ["PG_REPLICA_PORT": "\(port)"]),
            type: "Function.BootstrapUnreachable",
            mentions: ["127.0.0.1:\(port)", "network"]
        )
    }

    @Test("A missing bucket: the path and the status")
    func missingBucket() async throws {
        try await check(
            .init(queries: ["gone": "FROM read_parquet('s3://no-such-bucket-at-all/x.parquet')"]),
            query: "gone",
            parameters: "{}",
            type: "Function.DuckDBHTTP",
            mentions: ["s3://no-such-bucket-at-all/x.parquet", "404"]
        )
    }

    @Test("Malformed SQL: near what, on which line")
    func malformedSQL() async throws {
        try await check(
            .init(queries: ["broken": "SELECT 1\nFORM nowhere"]),
            query: "broken",
            parameters: "{}",
            type: "Function.DuckDBParser",
            mentions: ["\"nowhere\"", "line 2"]
        )
    }

    @Test("An unknown query: the names there are")
    func unknownQuery() async throws {
        try await check(query: "nope", type: "Function.UnknownQuery", mentions: ["\"nope\"", "joined, one"])
    }

    @Test("An event that is no JSON object of this form: the form", arguments: ["[]", #""text""#, #"{"q": 1}"#])
    func invalidEvent(event: String) async throws {
        let function = try await DeployedFunction()
        let answer = try await function.invoke(event: event)
        #expect(answer.contains("Function.InvalidEvent"))
        #expect(try await function.invoke("one") == #"[{"one":1}]"#)
        try await function.end(answers: answer)
    }

    @Test("A path with options of its own could redirect signed requests: refused")
    func pathOptions() async throws {
        let function = try await DeployedFunction(
            .init(queries: ["path": "-- @param p VARCHAR\nFROM read_parquet($p)"])
        )
        let failure = try await function.failure("path", #"{"p": "s3://bucket/x.parquet?s3_endpoint=127.0.0.1:1"}"#)
        #expect(failure.errorType == "Function.InvalidEvent")
        #expect(failure.errorMessage.contains("question mark"))
        try await function.end(answers: failure.errorMessage)
    }

    @Test("A query that no one can interrupt ends before the function's time does, and the environment stays warm")
    func deadline() async throws {
        var change = DeployedFunction.Change()
        change.queries = ["slow": "FROM postgres_query('pg_replica', 'SELECT 1 FROM pg_sleep(60)')"]
        change.timeout = 4
        let function = try await DeployedFunction(change)
        #expect(try await function.invoke("one") == #"[{"one":1}]"#)
        let failure = try await function.failure("slow")
        #expect(failure.errorType == "Function.DeadlineExceeded")
        #expect(try await function.invoke("one") == #"[{"one":1}]"#)
        let log = try await function.end()
        #expect(log.split(separator: "\n").count { $0.contains("\"cold\":\"true\"") } == 1)
    }

    @Test("An extension file of another version: file, both versions and the command that mends it")
    func otherVersion() async throws {
        let folder = try ScratchFolder()
        let bundle = try await folder.copy(ExtensionBundleFolder.path, as: "bundle")
        let files = try FileManager.default.subpathsOfDirectory(atPath: bundle)
        let file = try #require(files.first { $0.hasSuffix("httpfs.duckdb_extension") })
        try FileEdit.setFooterField(2, to: "v1.5.3", of: "\(bundle)/\(file)")
        try await checkInitFailure(
            ["DUCKDB_EXTENSION_DIRECTORY": bundle],
            mentions: ["httpfs.duckdb_extension", "v1.5.3", "v1.5.4", "Bake with --version 1.5.4"]
        )
    }

    @Test("A setting that cannot be used: the variable, not its value")
    func unusableSetting() async throws {
        try await checkInitFailure(["PG_REPLICA_PASSWORD": "hunter2"], mentions: ["PG_REPLICA_PASSWORD", "ssm:NAME"])
    }

    /// The function does not start, says why, and shows no secret.
    private func checkInitFailure(_ environment: [String: String], mentions: [String]) async throws {
        let function = try await DeployedFunction(.init(environment: environment))
        let answer = try await function.invoke("one")
        let log = try await function.end(answers: answer)
        for part in mentions { #expect(log.contains(part)) }
        #expect(!(answer + log).contains("hunter2"))
    }
}
