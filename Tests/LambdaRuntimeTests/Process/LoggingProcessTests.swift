import Foundation
import LambdaRuntime
import NIOCore
import Testing

@Suite("The logs of a process")
struct LoggingProcessTests {
    /// Everything that a process has written that served one event.
    private func output(of event: String, _ environment: [String: String]) async throws -> String {
        let server = ScriptedRuntimeAPI([
            .answer(Answer.invocation(event: event, headers: ["Lambda-Runtime-Trace-Id: Root=1-2"])),
            .answer(Answer.accepted),
        ])
        return try await server.withEnvironment { api in
            let process = try FunctionProcess(api.merging(environment) { $1 })
            #expect(await process.exitCode() == 1)
            return process.log
        }
    }

    private func messages(_ log: String) -> [String] {
        ["quiet", "plain", "loud"].filter { log.contains("\($0) words") }
    }

    private let event = #"{"action":"log","text":"words"}"#

    @Test("Lines of text are the default, from INFO on")
    func text() async throws {
        let log = try await output(of: event, [:])
        #expect(messages(log) == ["plain", "loud"])
        #expect(log.contains(" INFO echo: plain words requestId=r1 traceId=Root=1-2\n"))
    }

    @Test(
        "The level is that of the variables",
        arguments: [
            (["LOG_LEVEL": "debug"], ["quiet", "plain", "loud"]), (["LOG_LEVEL": "ERROR"], ["loud"]),
            (["AWS_LAMBDA_LOG_LEVEL": "ERROR"], ["loud"]),
            (["AWS_LAMBDA_LOG_LEVEL": "ERROR", "LOG_LEVEL": "debug"], ["quiet", "plain", "loud"]),
            (
                ["AWS_LAMBDA_LOG_LEVEL": "ERROR", "LOG_LEVEL": "debug", "AWS_LAMBDA_LOG_FORMAT": "JSON"],
                ["loud"]
            ),
        ]
    )
    func level(environment: [String: String], expected: [String]) async throws {
        #expect(messages(try await output(of: event, environment)) == expected)
    }

    @Test("In JSON each line is an object, the runtime's last one too")
    func json() async throws {
        let log = try await output(of: event, ["AWS_LAMBDA_LOG_FORMAT": "JSON"])
        let objects = try log.split(separator: "\n").map { line in
            try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
        }
        #expect(objects.map { $0["level"] as? String } == ["INFO", "ERROR", "FATAL"])
        #expect(objects.first?["message"] as? String == "plain words")
        #expect(objects.first?["requestId"] as? String == "r1")
        #expect(objects.first?["traceId"] as? String == "Root=1-2")
        #expect(objects.last?["errorType"] as? String == "Runtime.PollRejected")
    }

    @Test("A failed initialization is posted, logged once, and ends the process with 1", arguments: ["Text", "JSON"])
    func failedInitialization(format: String) async throws {
        let server = ScriptedRuntimeAPI([.answer(Answer.accepted)])
        try await server.withEnvironment { api in
            let variables = ["ECHO_INIT_FAILURE": "no bundle", "AWS_LAMBDA_LOG_FORMAT": format]
            let process = try FunctionProcess(api.merging(variables) { $1 })
            #expect(await process.exitCode() == 1)
            #expect(process.log.components(separatedBy: "no bundle").count == 2)
        }
        #expect(server.requests.map(\.line) == ["POST /2018-06-01/runtime/init/error"])
    }

    @Test("What was printed is written out before the function can be frozen")
    func printed() async throws {
        let waiting = Gate()
        let server = ScriptedRuntimeAPI([
            .answer(Answer.invocation(event: #"{"action":"print","text":"half a line"}"#)), .answer(Answer.accepted),
            .hang(waiting),
        ])
        try await server.withEnvironment { api in
            let process = try FunctionProcess(api)
            await process.waitForOutput("half a line")
            #expect(process.log == "half a line")
            await waiting.wait()
            process.signal(SIGKILL)
            #expect(await process.exitCode() == -SIGKILL)
        }
    }
}
