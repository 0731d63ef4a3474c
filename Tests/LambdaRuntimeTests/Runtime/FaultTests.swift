import LambdaRuntime
import Logging
import NIOCore
import NIOHTTP1
import Testing

@Suite("Faults of the Runtime API")
struct FaultTests {
    static let next = "GET /2018-06-01/runtime/invocation/next"
    static let response = "POST /2018-06-01/runtime/invocation/r1/response"
    static let error = "POST /2018-06-01/runtime/invocation/r1/error"

    /// Serves a script with a handler that echoes.
    private func echo(_ steps: [ScriptedRuntimeAPI.Step]) async throws -> Served {
        try await serve(steps) { event, writer, _ in try await writer.writeAndFinish(event) }
    }

    // MARK: While waiting for an invocation

    @Test("A missing header ends the runtime and is named", arguments: InvocationTests.required)
    func missingHeader(name: String) async throws {
        let served = try await echo([.answer(Answer.invocation(without: name))])
        #expect(served.lines == [Self.next])
        #expect(served.code == .invalidInvocation)
        #expect(served.messages(.critical).first?.contains(name) == true)
    }

    @Test("An error instead of an invocation ends the runtime", arguments: [400, 403, 410, 500, 503])
    func rejectedPoll(status: Int) async throws {
        let served = try await echo([.answer(Answer.text(status, body: "bad state"))])
        #expect(served.lines == [Self.next])
        #expect(served.code == .pollRejected)
    }

    @Test("A poll whose connection is reset is made once more, then the runtime ends with an error")
    func resetPoll() async throws {
        let served = try await echo([.reset, .reset, .answer(Answer.invocation())])
        #expect(served.lines == [Self.next, Self.next])
        #expect(served.requests.map(\.connection) == [1, 2])
        #expect(served.code == .connectionLost)
    }

    @Test("A runtime whose first connection is reset serves over the second")
    func resetOnce() async throws {
        let served = try await echo([.reset, .answer(Answer.invocation()), .answer(Answer.accepted)])
        #expect(served.lines == [Self.next, Self.next, Self.response, Self.next])
        #expect(served.requests.map(\.connection) == [1, 2, 2, 2])
    }

    @Test("A connection that is dropped between two invocations is made anew", arguments: [true, false])
    func droppedConnection(announced: Bool) async throws {
        let accepted = Answer.text(202, headers: announced ? ["Connection: close"] : [], body: "{}")
        let served = try await echo([
            .answer(Answer.invocation()), .answerAndClose(accepted), .answer(Answer.invocation()),
            .answer(Answer.accepted),
        ])
        #expect(served.reports.map(\.line) == [Self.response, Self.response])
        #expect(Set(served.requests.map(\.connection)) == [1, 2])
    }

    @Test("An answer that asks to close the connection is the last on it")
    func connectionClose() async throws {
        let close = ["Connection: close"]
        let served = try await echo([
            .answer(Answer.invocation(headers: close)), .answer(Answer.text(202, headers: close, body: "")),
            .answer(Answer.invocation()), .answer(Answer.accepted),
        ])
        #expect(served.requests.map(\.connection) == [1, 2, 3, 3, 3])
    }

    @Test("Half an invocation is no invocation")
    func halfInvocation() async throws {
        let half = String(Answer.invocation(event: String(repeating: "x", count: 1000)).dropLast(500))
        let served = try await echo([.answerAndClose(half), .answerAndClose(half)])
        #expect(served.code == .connectionLost)
        #expect(served.reports.isEmpty)
    }

    @Test("An answer that is not HTTP ends the runtime")
    func notHTTP() async throws {
        let served = try await echo([.answerAndClose("no HTTP\r\n\r\n"), .answerAndClose("no HTTP\r\n\r\n")])
        #expect(served.code == .connectionLost)
    }

    @Test("An invocation that comes byte by byte is served")
    func trickle() async throws {
        let served = try await echo([.trickle(Answer.invocation(event: "slow")), .trickle(Answer.accepted)])
        #expect(served.reports.map(\.text) == ["slow"])
        #expect(served.code == .pollRejected)
    }

    @Test("An answer nobody asked for costs the connection, not the runtime")
    func unsolicitedAnswer() async throws {
        let served = try await echo([
            .answer(Answer.invocation()), .answer(Answer.accepted + Answer.accepted),
            .answer(Answer.invocation()), .answer(Answer.accepted),
        ])
        #expect(served.reports.map(\.line) == [Self.response, Self.response])
        #expect(served.code == .pollRejected)
    }

    // MARK: While responding

    @Test("A response that is refused is logged once, and the runtime goes on")
    func invalidState() async throws {
        let served = try await echo([
            .answer(Answer.invocation()), .answer(Answer.invalidState),
            .answer(Answer.invocation()), .answer(Answer.accepted),
        ])
        #expect(served.lines == [Self.next, Self.response, Self.next, Self.response, Self.next])
        #expect(served.messages(.error).filter { $0.contains("InvalidStateTransition") }.count == 1)
    }

    @Test("A handler that fails otherwise after its response was refused has its own line in the log")
    func failureAfterRefusal() async throws {
        let served = try await serve([.answer(Answer.invocation()), .answer(Answer.invalidState)]) { event, writer, _ in
            try? await writer.writeAndFinish(event)
            throw OrderFailure("on its own")
        }
        #expect(served.lines == [Self.next, Self.response, Self.next])
        #expect(served.messages(.error).filter { $0.contains("InvalidStateTransition") }.count == 1)
        #expect(served.messages(.error).filter { $0.contains("on its own") }.count == 1)
    }

    @Test("A response that is too large becomes an error of the invocation", arguments: [true, false])
    func tooLarge(handlerPassesItOn: Bool) async throws {
        let served = try await serve([
            .answer(Answer.invocation()), .answer(Answer.tooLarge), .answer(Answer.accepted),
        ]) { event, writer, _ in
            let error = await #expect(throws: LambdaRuntimeError.self) { try await writer.writeAndFinish(event) }
            #expect(error?.code == .responseTooLarge)
            if handlerPassesItOn, let error { throw error }
        }
        #expect(served.lines == [Self.next, Self.response, Self.error, Self.next])
        let report = try #require(served.reports.last)
        #expect(report.head.headers["Lambda-Runtime-Function-Error-Type"] == ["Runtime.ResponseTooLarge"])
        #expect(report.text.contains("6 MB"))
    }

    @Test("A fault of the container ends the runtime", arguments: [500, 503, 302])
    func containerError(status: Int) async throws {
        let served = try await echo([.answer(Answer.invocation()), .answer(Answer.text(status, body: "{}"))])
        #expect(served.lines == [Self.next, Self.response])
        #expect(served.code == .containerFailed)
    }

    @Test("A connection that breaks in place of a verdict ends the runtime")
    func resetResponse() async throws {
        let served = try await echo([.answer(Answer.invocation()), .reset])
        #expect(served.lines == [Self.next, Self.response])
        #expect(served.code == .connectionLost)
    }

    @Test("Half a verdict ends the runtime")
    func halfVerdict() async throws {
        let served = try await echo([
            .answer(Answer.invocation()), .answerAndClose(String(Answer.accepted.dropLast(3))),
        ])
        #expect(served.code == .connectionLost)
    }

    @Test("An error report that is refused is logged, and the runtime goes on", arguments: [403, 413])
    func refusedReport(status: Int) async throws {
        let served = try await serve([
            .answer(Answer.invocation()), .answer(Answer.text(status, body: "refused")),
        ]) { _, _, _ in throw OrderFailure() }
        #expect(served.lines == [Self.next, Self.error, Self.next])
        #expect(served.messages(.error).contains { $0.contains("did not take the report") })
    }

    @Test("A stream that is refused on the way stops its writer, and the runtime goes on over a new connection")
    func refusedStream() async throws {
        let served = try await serve([
            .answer(Answer.invocation("r1")), .answerEarly(Answer.invalidState),
            .answer(Answer.invocation("r2")), .answer(Answer.accepted),
        ]) { event, writer, context in
            guard context.requestID == "r1" else { return try await writer.writeAndFinish(event) }
            let error = await #expect(throws: LambdaRuntimeError.self) {
                while true { try await writer.write(event) }
            }
            #expect(error?.code == .responseRejected)
        }
        #expect(served.lines.last == Self.next && served.lines.contains { $0.contains("r2/response") })
        #expect(Set(served.requests.map(\.connection)) == [1, 2])
        #expect(served.messages(.error).filter { $0.contains("InvalidStateTransition") }.count == 1)
    }
}
