import LambdaRuntime
import Logging
import NIOCore
import Testing

@Suite("Kinds of handlers")
struct HandlerTests {
    struct Order: Decodable, Sendable { var number: Int }
    struct Receipt: Encodable, Sendable { var total: Int }

    struct Shop: LambdaHandler {
        func handle(_ event: Order, context: LambdaContext) async throws -> Receipt { Receipt(total: event.number * 2) }
    }

    /// Keeps state between invocations.
    struct Counter: StreamingLambdaHandler {
        var count = 0
        mutating func handle(
            _ event: ByteBuffer,
            responseWriter: some LambdaResponseStreamWriter,
            context: LambdaContext
        ) async throws {
            count += 1
            try await responseWriter.writeAndFinish(ByteBuffer(string: "\(count)"))
        }
    }

    private let script: [ScriptedRuntimeAPI.Step] = [
        .answer(Answer.invocation(event: #"{"number":21}"#)), .answer(Answer.accepted),
    ]

    @Test("A handler type gets its event decoded and its output encoded")
    func handlerType() async throws {
        let served = try await serve(script) { LambdaRuntime(logger: $0, lambdaHandler: Shop()) }
        #expect(served.reports.map(\.text) == [#"{"total":42}"#])
    }

    @Test("A handler type may be made in the INIT phase")
    func initialized() async throws {
        let served = try await serve(script) { LambdaRuntime(logger: $0, initialize: { Shop() }) }
        #expect(served.reports.map(\.text) == [#"{"total":42}"#])
    }

    @Test("A closure gets its event decoded and its output encoded")
    func closure() async throws {
        let served = try await serve(script) { logger in
            LambdaRuntime(logger: logger) { (order: Order, _: LambdaContext) in Receipt(total: order.number * 3) }
        }
        #expect(served.reports.map(\.text) == [#"{"total":63}"#])
    }

    @Test("A closure that returns nothing answers null")
    func voidClosure() async throws {
        let served = try await serve(script) { logger in
            LambdaRuntime(logger: logger) { (order: Order, context: LambdaContext) in
                context.logger.info("order \(order.number)")
            }
        }
        #expect(served.reports.map(\.text) == ["null"])
        #expect(served.messages(.info).first == "order 21")
    }

    /// Need not be Sendable to be served.
    final class Till: LambdaHandler {
        var total = 0
        func handle(_ event: Order, context: LambdaContext) async throws {
            total += event.number
            context.logger.info("total \(total)")
        }
    }

    @Test("A handler that returns nothing answers null, and need not be Sendable")
    func voidHandler() async throws {
        let served = try await serve(script + script) { LambdaRuntime(logger: $0, lambdaHandler: Till()) }
        #expect(served.reports.map(\.text) == ["null", "null"])
        #expect(served.messages(.info).prefix(2) == ["total 21", "total 42"])
    }

    @Test("A handler that returns nothing may be made in the INIT phase")
    func initializedVoidHandler() async throws {
        let served = try await serve(script) { LambdaRuntime(logger: $0, initialize: { Till() }) }
        #expect(served.reports.map(\.text) == ["null"])
    }

    /// Answers, and fails or goes on.
    struct Background: LambdaWithBackgroundProcessingHandler {
        typealias Output = Receipt
        let fails: Bool
        func handle(
            _ event: Order,
            outputWriter: some LambdaResponseWriter<Receipt>,
            context: LambdaContext
        ) async throws {
            try await outputWriter.write(Receipt(total: event.number))
            context.logger.info("after the answer")
            if fails { throw OrderFailure("in the background") }
        }
    }

    @Test("A handler goes on after its answer, and what it throws then is logged", arguments: [true, false])
    func background(fails: Bool) async throws {
        let served = try await serve(script + script) {
            LambdaRuntime(handler: LambdaCodableAdapter(handler: Background(fails: fails)), logger: $0)
        }
        #expect(served.reports.map(\.text) == [#"{"total":21}"#, #"{"total":21}"#])
        #expect(served.messages(.info).filter { $0 == "after the answer" }.count == 2)
        #expect(served.messages(.error).filter { $0.contains("in the background") }.count == (fails ? 2 : 0))
    }

    @Test("A closure from bytes to bytes is served without a codec")
    func bytesClosure() async throws {
        let steps: [ScriptedRuntimeAPI.Step] = [
            .answer(Answer.invocation(event: "not JSON")), .answer(Answer.accepted),
        ]
        let served = try await serve(steps) { logger in
            LambdaRuntime(logger: logger) { (event: ByteBuffer, _: LambdaContext) -> ByteBuffer in event }
        }
        #expect(served.reports.map(\.text) == ["not JSON"])
    }

    @Test("A handler keeps its state between invocations")
    func state() async throws {
        let served = try await serve(script + script) { LambdaRuntime(handler: Counter(), logger: $0) }
        #expect(served.reports.map(\.text) == ["1", "2"])
    }

    @Test("An event that does not fit is the answer's error, and the runtime goes on")
    func undecodable() async throws {
        let steps: [ScriptedRuntimeAPI.Step] = [.answer(Answer.invocation(event: "{")), .answer(Answer.accepted)]
        let served = try await serve(steps + script) { LambdaRuntime(logger: $0, lambdaHandler: Shop()) }
        #expect(served.reports.map(\.line).first == "POST /2018-06-01/runtime/invocation/r1/error")
        #expect(served.reports.first?.text.contains(#""errorType":"Function.DecodingError""#) == true)
        #expect(served.reports.last?.text == #"{"total":42}"#)
    }
}
