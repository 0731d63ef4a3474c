import Foundation
import InMemoryLogging
import LambdaRuntime
import Logging
import NIOCore
import NIOHTTP1
import Testing

@Suite("Serving invocations")
struct InvocationLoopTests {
    static let next = "GET /2018-06-01/runtime/invocation/next"
    static let response = "POST /2018-06-01/runtime/invocation/r1/response"
    static let error = "POST /2018-06-01/runtime/invocation/r1/error"

    private func object(_ data: Data) throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    }

    @Test("Invocations are served one after the other over one connection")
    func normal() async throws {
        let served = try await serve([
            .answer(Answer.invocation("r1", event: "one")), .answer(Answer.accepted),
            .answer(Answer.invocation("r2", event: "two")), .answer(Answer.accepted),
        ]) { event, writer, _ in try await writer.writeAndFinish(event) }
        let second = "POST /2018-06-01/runtime/invocation/r2/response"
        #expect(served.lines == [Self.next, Self.response, Self.next, second, Self.next])
        #expect(served.reports.map(\.text) == ["one", "two"])
        #expect(Set(served.requests.map(\.connection)) == [1])
        #expect(served.code == .pollRejected)
        #expect(
            served.messages(.info) == ["The runtime ends: The Runtime API answered 'next' with HTTP 500: script over"]
        )
    }

    @Test("A response in one piece has a length")
    func buffered() async throws {
        let served = try await serve([.answer(Answer.invocation()), .answer(Answer.accepted)]) { event, writer, _ in
            try await writer.writeAndFinish(event)
        }
        let headers = try #require(served.reports.first).head.headers
        #expect(headers["Content-Length"] == ["4"])
        #expect(headers["Transfer-Encoding"] == [] && headers["Lambda-Runtime-Function-Response-Mode"] == [])
    }

    @Test("A finish without a write is an empty response")
    func empty() async throws {
        let served = try await serve([.answer(Answer.invocation()), .answer(Answer.accepted)]) { _, writer, _ in
            try await writer.finish()
        }
        #expect(served.reports.map(\.line) == [Self.response])
        #expect(served.reports.first?.head.headers["Content-Length"] == ["0"])
    }

    @Test("A response in pieces is streamed in chunks and announces its trailers")
    func streamed() async throws {
        let served = try await serve([.answer(Answer.invocation()), .answer(Answer.accepted)]) { _, writer, _ in
            for piece in ["a", "", "bc"] { try await writer.write(ByteBuffer(string: piece)) }
            try await writer.writeAndFinish(ByteBuffer(string: "d"))
        }
        let report = try #require(served.reports.first)
        #expect(report.text == "abcd" && report.trailers == nil)
        #expect(report.head.headers["Transfer-Encoding"] == ["chunked"])
        #expect(report.head.headers["Lambda-Runtime-Function-Response-Mode"] == ["streaming"])
        let announced = "Lambda-Runtime-Function-Error-Type, Lambda-Runtime-Function-Error-Body"
        #expect(report.head.headers["Trailer"] == [announced])
    }

    @Test("A streamed HTTP answer begins with its status and headers, which eight NUL bytes end")
    func streamedHTTP() async throws {
        let served = try await serve([.answer(Answer.invocation()), .answer(Answer.accepted)]) { _, writer, _ in
            let head = StreamingLambdaStatusAndHeadersResponse(
                statusCode: 418,
                headers: ["Content-Type": "text/plain"],
                multiValueHeaders: ["X-Tea": ["green", "black"]]
            )
            try await writer.writeStatusAndHeaders(head)
            try await writer.writeAndFinish(ByteBuffer(string: "short\u{0}stout"))
        }
        let report = try #require(served.reports.first)
        #expect(report.head.headers["Content-Type"] == ["application/vnd.awslambda.http-integration-response"])
        #expect(report.head.headers["Lambda-Runtime-Function-Response-Mode"] == ["streaming"])
        let parts = report.text.components(separatedBy: String(repeating: "\u{0}", count: 8))
        #expect(parts.count == 2 && parts.last == "short\u{0}stout")
        let head = try object(Data(parts[0].utf8))
        #expect(head["statusCode"] as? Int == 418)
        #expect(head["headers"] as? [String: String] == ["Content-Type": "text/plain"])
        #expect(head["multiValueHeaders"] as? [String: [String]] == ["X-Tea": ["green", "black"]])
    }

    @Test("A stream without a status is bytes")
    func streamedBytes() async throws {
        let served = try await serve([.answer(Answer.invocation()), .answer(Answer.accepted)]) { event, writer, _ in
            try await writer.write(event)
            try await writer.finish()
        }
        #expect(served.reports.first?.head.headers["Content-Type"] == ["application/octet-stream"])
    }

    @Test("A large response arrives whole")
    func large() async throws {
        let body = String(repeating: "0123456789abcdef", count: 300_000)
        let served = try await serve([.answer(Answer.invocation()), .answer(Answer.accepted)]) { _, writer, _ in
            try await writer.writeAndFinish(ByteBuffer(string: body))
        }
        #expect(served.reports.first?.text == body)
    }

    @Test("The context holds what Lambda sent, and the trace is exported")
    func context() async throws {
        let headers = [
            "Lambda-Runtime-Trace-Id: Root=1-2", "Lambda-Runtime-Aws-Tenant-Id: blue",
            #"Lambda-Runtime-Client-Context: {"client":{"app_title":"shop"},"custom":{"k":"v"},"env":{}}"#,
            #"Lambda-Runtime-Cognito-Identity: {"cognitoIdentityId":"me"}"#,
        ]
        let served = try await serve([
            .answer(Answer.invocation(headers: headers)), .answer(Answer.accepted),
        ]) { _, writer, context in
            #expect(context.requestID == "r1")
            #expect(context.traceID == "Root=1-2")
            #expect(context.tenantID == "blue")
            #expect(context.invokedFunctionARN == "arn:aws:lambda:eu-west-1:123456789012:function:f")
            #expect(context.deadline.millisecondsSinceEpoch() == 4_102_444_800_000)
            #expect(context.clientContext?.client?.appTitle == "shop")
            #expect(context.clientContext?.custom == ["k": "v"])
            #expect(context.cognitoIdentity == #"{"cognitoIdentityId":"me"}"#)
            try await writer.finish()
        }
        #expect(served.reports.map(\.line) == [Self.response])
    }

    @Test("The context names the function's logs where the environment does")
    func logNames() async throws {
        let server = ScriptedRuntimeAPI([.answer(Answer.invocation()), .answer(Answer.accepted)])
        try await server.withEnvironment { environment in
            let names = ["AWS_LAMBDA_LOG_GROUP_NAME": "/aws/lambda/f", "AWS_LAMBDA_LOG_STREAM_NAME": "s1"]
            let runtime = LambdaRuntime { (_: ByteBuffer, context: LambdaContext) -> ByteBuffer in
                ByteBuffer(string: "\(context.logGroupName) \(context.logStreamName)")
            }
            await #expect(throws: LambdaRuntimeError.self) {
                try await runtime.run(environment: environment.merging(names) { $1 })
            }
        }
        #expect(server.requests.first { $0.head.method == .POST }?.text == "/aws/lambda/f s1")
    }

    @Test("The logger of the invocation is that of the task, too")
    func taskLogger() async throws {
        let served = try await serve([.answer(Answer.invocation()), .answer(Answer.accepted)]) { _, writer, _ in
            Logger.current.info("from afar")
            try await writer.finish()
        }
        let line = try #require(served.log.first { $0.message == "from afar" })
        #expect(line.metadata["requestId"] == "r1")
    }

    @Test("A client context that cannot be read is left out")
    func unreadableClientContext() async throws {
        let served = try await serve([
            .answer(Answer.invocation(headers: ["Lambda-Runtime-Client-Context: {"])), .answer(Answer.accepted),
        ]) { _, writer, context in
            #expect(context.clientContext == nil)
            try await writer.finish()
        }
        #expect(served.reports.map(\.line) == [Self.response])
    }

    @Test("A handler's error is the answer of its invocation, is logged once, and the runtime goes on")
    func handlerError() async throws {
        let message = "Parser Error: \"x\"\nLINE 1: SELEC\n        ^\u{1}"
        let served = try await serve([.answer(Answer.invocation()), .answer(Answer.accepted)]) { _, _, _ in
            throw OrderFailure(message)
        }
        #expect(served.lines == [Self.next, Self.error, Self.next])
        let report = try #require(served.reports.first)
        #expect(report.head.headers["Lambda-Runtime-Function-Error-Type"] == ["Function.OrderFailure"])
        #expect(try object(Data(report.text.utf8))["errorMessage"] as? String == message)
        #expect(served.messages(.error).filter { $0.contains("LINE 1") }.count == 1)
    }

    @Test("A reportable error is reported as it says")
    func reportableError() async throws {
        let served = try await serve([.answer(Answer.invocation()), .answer(Answer.accepted)]) { _, _, _ in
            throw BinderFailure(lambdaErrorMessage: "no column")
        }
        let report = try #require(served.reports.first)
        #expect(report.head.headers["Lambda-Runtime-Function-Error-Type"] == ["Function.QueryBinder"])
        #expect(try object(Data(report.text.utf8))["stackTrace"] as? [String] == ["first", "second"])
    }

    @Test("A handler that returns without a response is an error of the invocation")
    func missingResponse() async throws {
        let served = try await serve([.answer(Answer.invocation()), .answer(Answer.accepted)]) { _, _, _ in }
        #expect(served.reports.map(\.line) == [Self.error])
        #expect(served.reports.first?.text.contains("Runtime.ResponseMissing") == true)
    }

    @Test("An error in the middle of a stream ends it with trailers", arguments: [true, false])
    func midStreamError(handlerThrows: Bool) async throws {
        let served = try await serve([.answer(Answer.invocation()), .answer(Answer.accepted)]) { _, writer, _ in
            try await writer.write(ByteBuffer(string: "partial"))
            if handlerThrows { throw OrderFailure("a\nb") }
        }
        #expect(served.lines == [Self.next, Self.response, Self.next])
        let report = try #require(served.reports.first)
        #expect(report.text == "partial")
        let type = handlerThrows ? "Function.OrderFailure" : "Runtime.ResponseMissing"
        #expect(report.trailers?["Lambda-Runtime-Function-Error-Type"] == [type])
        let body = try #require(report.trailers?["Lambda-Runtime-Function-Error-Body"].first)
        let json = try #require(Data(base64Encoded: body))
        let decoded = try object(json)
        #expect(decoded["errorType"] as? String == type)
        if handlerThrows { #expect(decoded["errorMessage"] as? String == "a\nb") }
    }

    @Test("An error after the response is logged, and the runtime goes on")
    func errorAfterResponse() async throws {
        let served = try await serve([
            .answer(Answer.invocation()), .answer(Answer.accepted),
            .answer(Answer.invocation()), .answer(Answer.accepted),
        ]) { event, writer, _ in
            try await writer.writeAndFinish(event)
            throw OrderFailure("late")
        }
        #expect(served.lines == [Self.next, Self.response, Self.next, Self.response, Self.next])
        #expect(served.messages(.error).filter { $0.contains("late") }.count == 2)
    }

    @Test("A finished response takes no more")
    func writeAfterFinish() async throws {
        let served = try await serve([.answer(Answer.invocation()), .answer(Answer.accepted)]) { event, writer, _ in
            try await writer.writeAndFinish(event)
            let write = await #expect(throws: LambdaRuntimeError.self) { try await writer.write(event) }
            let finish = await #expect(throws: LambdaRuntimeError.self) { try await writer.writeAndFinish(event) }
            #expect(write?.code == .responseFinished && finish?.code == .responseFinished)
        }
        #expect(served.lines == [Self.next, Self.response, Self.next])
    }

    @Test("A handler that leaves a child task to finish the response is waited for")
    func finishInBackground() async throws {
        let served = try await serve([.answer(Answer.invocation()), .answer(Answer.accepted)]) { event, writer, _ in
            let started = Gate()
            Task {
                started.open()
                try await writer.writeAndFinish(event)
            }
            await started.wait()
            throw OrderFailure("while finishing")
        }
        // Whichever came first, there is one answer and the runtime went on.
        #expect(served.lines.count == 3 && served.lines.last == Self.next)
        #expect(served.messages(.error).contains { $0.contains("while finishing") })
    }

    @Test("A cancelled runtime stops waiting")
    func cancellation() async throws {
        let polled = Gate()
        let server = ScriptedRuntimeAPI([.hang(polled)])
        try await server.withEnvironment { environment in
            let runtime = LambdaRuntime { (event: ByteBuffer, _: LambdaContext) -> ByteBuffer in event }
            let run = Task { try await runtime.run(environment: environment) }
            await polled.wait()
            run.cancel()
            await #expect(throws: CancellationError.self) { try await run.value }
        }
    }
}
