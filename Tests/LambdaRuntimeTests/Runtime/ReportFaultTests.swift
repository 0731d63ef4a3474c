import LambdaRuntime
import Logging
import NIOCore
import NIOHTTP1
import Testing

/// What may become of each request that carries something to Lambda.
@Suite("Faults of the Runtime API while something is sent to it")
struct ReportFaultTests {
    typealias Step = ScriptedRuntimeAPI.Step

    /// A fault, and how the runtime ends by it; `pollRejected` when it goes on until the script is over.
    struct Fault: CustomTestStringConvertible, Sendable {
        let testDescription: String
        let step: Step
        let end: LambdaRuntimeError.Code
    }

    static let faults = [
        Fault(testDescription: "reset", step: .reset, end: .connectionLost),
        Fault(
            testDescription: "half an answer",
            step: .answerAndClose(String(Answer.accepted.dropLast(3))),
            end: .connectionLost
        ),
        Fault(testDescription: "garbage", step: .answerAndClose("no HTTP\r\n\r\n"), end: .connectionLost),
        Fault(testDescription: "403", step: .answer(Answer.invalidState), end: .pollRejected),
        Fault(testDescription: "500", step: .answer(Answer.containerError), end: .containerFailed),
        Fault(testDescription: "slow", step: .trickle(Answer.accepted), end: .pollRejected),
    ]

    @Test("A buffered response", arguments: faults)
    func response(fault: Fault) async throws {
        let served = try await serve([.answer(Answer.invocation()), fault.step]) { event, writer, _ in
            try await writer.writeAndFinish(event)
        }
        #expect(served.code == fault.end)
    }

    @Test("A streamed response", arguments: faults)
    func stream(fault: Fault) async throws {
        let served = try await serve([.answer(Answer.invocation()), fault.step]) { event, writer, _ in
            try await writer.write(event)
            try await writer.writeAndFinish(event)
        }
        #expect(served.code == fault.end)
    }

    @Test("The error of a handler", arguments: faults)
    func error(fault: Fault) async throws {
        let served = try await serve([.answer(Answer.invocation()), fault.step]) { _, _, _ in throw OrderFailure() }
        #expect(served.reports.first?.line == "POST /2018-06-01/runtime/invocation/r1/error")
        #expect(served.code == fault.end)
    }

    @Test("An error in the trailers of a stream", arguments: faults)
    func trailers(fault: Fault) async throws {
        let served = try await serve([.answer(Answer.invocation()), fault.step]) { event, writer, _ in
            try await writer.write(event)
            throw OrderFailure()
        }
        #expect(served.reports.first?.trailers?.isEmpty == false)
        #expect(served.code == fault.end)
    }

    @Test(
        "The error of an initialization, which is the one that ends the runtime whatever becomes of it",
        arguments: faults
    )
    func initialization(fault: Fault) async throws {
        let served = try await serve([fault.step]) { logger in
            LambdaRuntime<BytesClosureHandler>(logger: logger, initialize: { throw OrderFailure() })
        }
        #expect(served.lines == ["POST /2018-06-01/runtime/init/error"])
        #expect(served.error is OrderFailure)
        let isAccepted = fault.testDescription == "slow"
        #expect(served.messages(.error).count == (isAccepted ? 1 : 2))
    }
}
