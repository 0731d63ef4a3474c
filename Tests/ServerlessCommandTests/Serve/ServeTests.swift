import Foundation
import LocalServices
import Testing

@Suite("The command serve")
struct ServeTests {
    @Test(
        "A query that joins S3 and PostgreSQL is answered over HTTP and as an event; the end by SIGTERM is a good one"
    )
    func joined() async throws {
        let sources = try await JoinedSources()
        let served = try await ServedQueries(["joined": sources.query], environment: sources.environment)
        let rows = #"[{"name":"two","events":10,"total":20},{"name":"three","events":10,"total":30}]"#
        let http = try await HTTP.get(port: served.port, path: "/queries/joined?least=2")
        #expect(String(decoding: http.body, as: UTF8.self) == rows)
        #expect(http.status == 200 && http.headers["x-row-count"] == "2" && http.headers["server-timing"] != nil)
        let event = Data(#"{"query": "joined", "parameters": {"least": 2}}"#.utf8)
        let invoked = try await HTTP.post(event, toPort: served.port, path: "/invoke")
        #expect(String(decoding: invoked.body, as: UTF8.self) == rows)
        let (log, status) = try await served.stop()
        await served.end()
        #expect(status == 0, "\(log)")
        #expect(log.contains("source=http") && log.contains("source=direct") && !log.contains("warning"))
        for secret in sources.secrets { #expect(!log.contains(secret)) }
    }

    @Test("A browser gets the page, with a policy that lets nothing in from elsewhere; programs get the list")
    func index() async throws {
        let served = try await ServedQueries(["one": "SELECT 1 AS one"])
        let accept = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
        let page = try await HTTP.get(port: served.port, path: "/", headers: ["Accept": accept])
        #expect(page.headers["content-type"]?.hasPrefix("text/html") == true)
        #expect(page.headers["content-security-policy"]?.contains("default-src 'none'") == true)
        let text = String(decoding: page.body, as: UTF8.self)
        #expect(text.contains("<title>Queries</title>"))
        // Nothing is asked of another server.
        for foreign in ["http://", "https://", "//cdn", "@import", "innerHTML", "outerHTML", "insertAdjacentHTML"] {
            #expect(!text.contains(foreign), "\(foreign)")
        }
        let list = try await HTTP.get(port: served.port, path: "/")
        #expect(String(decoding: list.body, as: UTF8.self).hasPrefix(#"{"queries":[{"#))
        await served.end()
    }

    @Test("A query that cannot be prepared is told, and the others are served")
    func unprepared() async throws {
        let served = try await ServedQueries([
            "good": "SELECT 1 AS one", "missing": "FROM nowhere", "other": "SELECT $undeclared",
            "changes": "COPY (SELECT 1) TO '/x'",
        ])
        #expect(try await HTTP.get(port: served.port, path: "/queries/good").status == 200)
        let (log, _) = try await served.stop()
        await served.end()
        let warnings = log.split(separator: "\n").filter { $0.hasPrefix("warning: ") }
        #expect(warnings.count == 3, "\(log)")
        #expect(warnings.contains { $0.contains("missing.sql") && $0.contains("nowhere") })
        #expect(warnings.contains { $0.contains("other.sql") && $0.contains("undeclared") })
        #expect(warnings.contains { $0.contains("changes.sql") && $0.contains("@job") })
    }

    @Test("A header that cannot be read ends it with 65, the file and the line; a folder without queries with 66")
    func faults() async throws {
        let scratch = try ScratchFolder()
        let empty = try await ServerlessTool.run(["serve", "--queries", scratch.path, "--port", "0"])
        #expect(empty.status == 66 && empty.errors.contains(scratch.path))
        try scratch.write(Data("-- About.\n-- @param n INTEGER least=1\nSELECT $n".utf8), as: "bad.sql")
        let run = try await ServerlessTool.run(["serve", "--queries", scratch.path, "--port", "0"])
        #expect(run.status == 65, "\(run.errors)")
        #expect(run.errors.hasPrefix("error: ") && run.errors.contains("bad.sql") && run.errors.contains("line 2"))
    }

    @Test(
        "A port that something else has ends it with 69, and says how to choose another where it was chosen",
        arguments: [true, false]
    )
    func takenPort(byOption: Bool) async throws {
        let listener = try await SilentListener()
        let scratch = try ScratchFolder()
        try scratch.write(Data("SELECT 1".utf8), as: "one.sql")
        let run = try await ServerlessTool.run(
            ["serve", "--queries", scratch.path] + (byOption ? ["--port", "\(listener.port)"] : []),
            // The option goes before the variable.
            environment: ["LOCAL_LAMBDA_PORT": byOption ? "1" : "\(listener.port)"]
        )
        #expect(run.status == 69, "\(run.errors)")
        let way = byOption ? "Give --port" : "Set LOCAL_LAMBDA_PORT to"
        let reason = "127.0.0.1:\(listener.port) is taken. \(way) another, or 0 for any that is free."
        #expect(run.errors == "error: \(reason)\n")
    }

    @Test("A host that is not of this machine ends it with 69, and says how to choose another")
    func foreignHost() async throws {
        let scratch = try ScratchFolder()
        try scratch.write(Data("SELECT 1".utf8), as: "one.sql")
        let run = try await ServerlessTool.run([
            "serve", "--queries", scratch.path, "--host", "192.0.2.1", "--port", "0",
        ])
        #expect(run.status == 69, "\(run.errors)")
        #expect(run.errors.hasPrefix("error: 192.0.2.1:0 cannot be listened on. Give --host"), "\(run.errors)")
    }

    @Test("On Lambda, where nothing is served so, it ends with 78 and names the variable")
    func lambda() async throws {
        let run = try await ServerlessTool.run(["serve"], environment: ["AWS_LAMBDA_FUNCTION_NAME": "some"])
        #expect(run.status == 78 && run.errors.contains("AWS_LAMBDA_FUNCTION_NAME is set"), "\(run.errors)")
    }

    @Test(
        "A port or timeout that is none is a wrong command line",
        arguments: [["--port", "70000"], ["--timeout", "-1"]]
    )
    func usage(options: [String]) async throws {
        #expect(try await ServerlessTool.run(["serve"] + options).status == 64)
    }

    @Test("A variable of the server that cannot be used ends it with 78, and is named")
    func configuration() async throws {
        let run = try await ServerlessTool.run(["serve"], environment: ["LOCAL_LAMBDA_PORT": "many"])
        #expect(run.status == 78 && run.errors.contains("LOCAL_LAMBDA_PORT is"), "\(run.errors)")
    }

    @Test("An invocation has the time that --timeout gives it")
    func timeout() async throws {
        let endless = "SELECT count(*) FROM range(100000000000) a, range(100) b"
        let served = try await ServedQueries(["endless": endless, "one": "SELECT 1"], options: ["--timeout", "1"])
        let answer = try await HTTP.get(port: served.port, path: "/queries/endless")
        #expect(answer.status == 504, "\(String(decoding: answer.body, as: UTF8.self))")
        #expect(try await HTTP.get(port: served.port, path: "/queries/one").status == 200)
        await served.end()
    }
}
