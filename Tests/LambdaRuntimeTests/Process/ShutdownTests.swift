import Foundation
import LambdaRuntime
import NIOCore
import NIOHTTP1
import Testing

@Suite("The end of an environment")
struct ShutdownTests {
    static let register = "POST /2020-01-01/extension/register"
    static let nextEvent = "GET /2020-01-01/extension/event/next"
    static let next = "GET /2018-06-01/runtime/invocation/next"

    private static let registered = Answer.text(200, headers: ["Lambda-Extension-Identifier: x1"], body: "{}")

    @Test("Lambda's SIGTERM runs what was asked for, and the process ends with 0")
    func terminated() async throws {
        let (one, other) = (Gate(), Gate())
        let server = ScriptedRuntimeAPI([.answer(Self.registered), .hang(one), .hang(other)])
        try await server.withEnvironment { api in
            let process = try FunctionProcess(api.merging(["ECHO_FAREWELL": "closed"]) { $1 })
            await one.wait()
            await other.wait()
            process.signal(SIGTERM)
            #expect(await process.exitCode() == 0)
            #expect(process.log == "closed\n")
        }
        #expect(server.requests.first?.line == Self.register)
        #expect(server.requests.first?.head.headers["Lambda-Extension-Name"].isEmpty == false)
        #expect(server.requests.first?.text == #"{"events":[]}"#)
        #expect(Set(server.requests.map(\.line)) == [Self.register, Self.nextEvent, Self.next])
        let wait = try #require(server.requests.first { $0.line == Self.nextEvent })
        #expect(wait.head.headers["Lambda-Extension-Identifier"] == ["x1"])
    }

    @Test(
        "A function whose extension is refused, or is not answered, is served with a warning",
        arguments: [
            ScriptedRuntimeAPI.Step.answer(Answer.invalidState), .answer(Answer.text(200, body: "{}")), .reset,
            .hang(Gate()),
        ]
    )
    func refused(step: ScriptedRuntimeAPI.Step) async throws {
        let server = ScriptedRuntimeAPI([step, .answer(Answer.invocation(event: "{}")), .answer(Answer.accepted)])
        try await server.withEnvironment { api in
            let process = try FunctionProcess(api.merging(["ECHO_FAREWELL": "closed"]) { $1 })
            #expect(await process.exitCode() == 1)
            #expect(process.log.contains("Lambda will not announce the end of the environment"))
        }
        #expect(server.requests.map(\.line).contains("POST /2018-06-01/runtime/invocation/r1/response"))
    }

    @Test("Without it there is no extension")
    func notAskedFor() async throws {
        let waiting = Gate()
        let server = ScriptedRuntimeAPI([.hang(waiting)])
        try await server.withEnvironment { api in
            let process = try FunctionProcess(api)
            await waiting.wait()
            process.signal(SIGTERM)
            #expect(await process.exitCode() == -SIGTERM)
        }
        #expect(server.requests.map(\.line) == [Self.next])
    }

    // MARK: The local server

    /// Starts a function that serves HTTP, and calls the body with its port.
    private func withLocalFunction(_ body: (FunctionProcess, Int) async throws -> Void) async throws {
        let process = try FunctionProcess(["LOCAL_LAMBDA_PORT": "0", "ECHO_FAREWELL": "closed"])
        await process.waitForOutput("POST /invoke takes raw events.\n")
        let port = process.log.firstMatch(of: /http:\/\/127\.0\.0\.1:(\d+)/).flatMap { Int($0.output.1) }
        try await body(process, try #require(port))
    }

    @Test("A local server says where it is, and ends with 0 at Ctrl-C and SIGTERM", arguments: [SIGINT, SIGTERM])
    func local(signal: Int32) async throws {
        try await withLocalFunction { process, port in
            let answer = try await Curl.request(port, "/invoke", input: Data(#"{"action":"stream","text":"abc"}"#.utf8))
            #expect(answer.text == "abc")
            process.signal(signal)
            #expect(await process.exitCode() == 0)
            #expect(process.log.hasSuffix("closed\n"))
        }
    }

    @Test("A signal is seen in any process, and ends what is served, not the process", arguments: [SIGINT, SIGTERM])
    func inProcess(signal: Int32) async throws {
        let closed = Gate()
        let runtime = LambdaRuntime { (event: ByteBuffer, _: LambdaContext) -> ByteBuffer in event }
            .onShutdown { closed.open() }
        var configuration = LocalServerConfiguration()
        configuration.port = 0
        try await runtime.run(locally: configuration) { _, _ in kill(getpid(), signal) }
        await closed.wait()
    }

    @Test("What is running when a local server is asked to end is answered, or left behind", arguments: [true, false])
    func drained(ends: Bool) async throws {
        let fifo = FileManager.default.temporaryDirectory.appending(path: "fifo-\(UUID().uuidString)").path
        try #require(mkfifo(fifo, 0o600) == 0)
        defer { unlink(fifo) }
        try await withLocalFunction { process, port in
            let event = Data(#"{"action":"await","text":"\#(fifo)"}"#.utf8)
            async let request = Curl.request(port, "/invoke", input: event)
            await process.waitForOutput("awaiting")
            process.signal(SIGTERM)
            if ends { try Data("the answer".utf8).write(to: URL(filePath: fifo)) }
            #expect(await process.exitCode() == 0)
            #expect(process.log.hasSuffix("closed\n"))
            let answer = try await request
            #expect(answer.text == (ends ? "the answer" : ""))
        }
    }
}
