import Foundation
import LocalServices
import Testing

@Suite("The command invoke")
struct InvokeTests {
    private let scratch: ScratchFolder

    init() throws {
        scratch = try ScratchFolder()
        let text = "-- @param n INTEGER max=9\nSELECT i AS i, 'ü' AS t FROM range($n) t(i)"
        try scratch.write(Data(text.utf8), as: "numbers.sql")
    }

    private static let event = #"{"query": "numbers", "parameters": {"n": 2}}"#
    private static let rows = #"[{"i":0,"t":"ü"},{"i":1,"t":"ü"}]"#

    @Test("The response is on standard output, the log line on standard error", arguments: [true, false])
    func response(fromFile: Bool) async throws {
        let file = try scratch.write(Data(Self.event.utf8), as: "event.json")
        let run = try await invoke(fromFile ? file : "-", input: fromFile ? nil : Self.event)
        #expect(run.status == 0 && run.output == Self.rows + "\n", "\(run.errors)")
        let lines = run.errors.split(separator: "\n")
        #expect(lines.count == 1 && lines[0].contains("Query answered") && lines[0].contains("rows=2"))
    }

    @Test("An invocation that fails ends with 1 and the error as Lambda shows it")
    func failure() async throws {
        let run = try await invoke("-", input: #"{"query": "numbers", "parameters": {"n": 10}}"#)
        #expect(run.status == 1)
        let error = try JSONDecoder().decode(Failure.self, from: Data(run.output.utf8))
        #expect(error.errorType == "Function.InvalidParameter" && error.errorMessage.contains("9 or less"))
        #expect(run.errors.contains("Query failed"))
    }

    @Test("A function that could not start ends with 1 and the error as Lambda shows it")
    func initialization() async throws {
        try scratch.write(Data("-- @param\nSELECT 1".utf8), as: "broken.sql")
        let run = try await invoke("-", input: Self.event)
        #expect(run.status == 1)
        let error = try JSONDecoder().decode(Failure.self, from: Data(run.output.utf8))
        #expect(error.errorType == "Function.InvalidConfiguration" && error.errorMessage.contains("broken.sql"))
        #expect(error.errorMessage.contains("line 1"))
    }

    @Test("An HTTP event gets the response that a Function URL makes its answer of")
    func http() async throws {
        let run = try await invoke("-", input: Self.httpEvent)
        let response = try JSONDecoder().decode(Response.self, from: Data(run.output.utf8))
        #expect(run.status == 0 && response.statusCode == 200)
        #expect(response.body == "i,t\r\n0,ü\r\n" && response.headers["x-row-count"] == "1")
    }

    @Test("Of a streamed answer, the body is on standard output, status and headers on standard error")
    func streamed() async throws {
        let environment = ["DUCKDB_RESPONSE_MODE": "stream"]
        let run = try await invoke("-", input: Self.httpEvent, environment: environment)
        #expect(run.status == 0 && run.output == "i,t\r\n0,ü\r\n")
        let head = try #require(run.errors.split(separator: "\n").first { $0.hasPrefix("{") })
        let response = try JSONDecoder().decode(Response.self, from: Data(head.utf8))
        #expect(response.statusCode == 200 && response.headers["content-type"]?.hasPrefix("text/csv") == true)

        let direct = try await invoke("-", input: Self.event, environment: environment)
        #expect(direct.output == Self.rows)
    }

    @Test("A query that outlives the timeout fails as it would on Lambda")
    func timeout() async throws {
        try scratch.write(Data("SELECT count(*) FROM range(100000000000) a, range(100) b".utf8), as: "endless.sql")
        let run = try await invoke("-", input: #"{"query": "endless"}"#, options: ["--timeout", "1"])
        #expect(run.status == 1)
        let error = try JSONDecoder().decode(Failure.self, from: Data(run.output.utf8))
        #expect(error.errorType == "Function.DeadlineExceeded" && error.errorMessage.contains("\"query\""))
    }

    @Test("An event that cannot be read ends it with 66")
    func missing() async throws {
        let run = try await invoke("/nowhere.json")
        #expect(run.status == 66 && run.errors.contains("/nowhere.json") && run.output.isEmpty)
    }

    @Test(
        "Output that cannot be written ends it with 74, and with 141 where its reader is gone",
        arguments: [("exec 3> /dev/full", 74, true), ("exec 3> >(exec true); wait $!", 141, false)]
    )
    func unwritable(output: String, status: Int, isTold: Bool) async throws {
        let event = try scratch.write(Data(Self.event.utf8), as: "event.json")
        let script = "\(output); \"$1\" invoke \"$2\" --queries \"$3\" 2> \"$4\" >&3; echo $?"
        let errors = scratch.path("errors")
        let shell = try await GuardedProcess(name: "shell")
        let ended = try await shell.run(
            ["bash", "-c", script, "bash", BuiltExecutable.path("duckdb-serverless"), event, scratch.path, errors],
            environment: ProcessInfo.processInfo.environment.filter { $0.key == "LD_LIBRARY_PATH" }
        )
        await shell.end()
        #expect(ended == "\(status)\n")
        #expect(try String(contentsOfFile: errors, encoding: .utf8).contains("cannot be written") == isTold)
    }

    private static let httpEvent = """
        {"version": "2.0", "routeKey": "$default", "rawPath": "/queries/numbers.csv", "rawQueryString": "n=1", "headers": {},
        "isBase64Encoded": false, "requestContext": {"accountId": "1", "apiId": "a", "domainName": "d", "domainPrefix": "p",
        "requestId": "r", "routeKey": "$default", "stage": "$default", "time": "12/Mar/2020:19:03:58 +0000",
        "timeEpoch": 1583348638390, "http": {"method": "GET", "path": "/queries/numbers.csv", "protocol": "HTTP/1.1",
        "sourceIp": "127.0.0.1", "userAgent": "u"}}}
        """

    private struct Failure: Decodable {
        let errorType: String
        let errorMessage: String
    }

    private struct Response: Decodable {
        let statusCode: Int
        let headers: [String: String]
        let body: String?
    }

    private func invoke(
        _ event: String,
        input: String? = nil,
        options: [String] = [],
        environment: [String: String?] = [:]
    ) async throws -> ServerlessTool.Outcome {
        try await ServerlessTool.run(
            ["invoke", event, "--queries", scratch.path] + options,
            environment: environment,
            input: input
        )
    }
}
