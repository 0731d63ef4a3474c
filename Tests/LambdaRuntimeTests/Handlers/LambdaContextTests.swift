import InMemoryLogging
import LambdaRuntime
import Logging
import Testing

@Suite("The context of an invocation")
struct LambdaContextTests {
    private func context(deadline: LambdaClock.Instant, logger: Logger = Logger(label: "test")) -> LambdaContext {
        LambdaContext(
            requestID: "r1",
            traceID: "",
            tenantID: "blue",
            invokedFunctionARN: "arn",
            deadline: deadline,
            logger: logger
        )
    }

    @Test("The time left is what the wall clock says")
    func remainingTime() {
        let start = LambdaClock().now
        let remaining = context(deadline: start.advanced(by: .seconds(900))).getRemainingTime()
        #expect(remaining <= .seconds(900))
        #expect(context(deadline: start.advanced(by: .seconds(-900))).getRemainingTime() < .zero)
    }

    @Test("Its logger names the request, and only what there is to name")
    func logger() {
        let handler = InMemoryLogHandler()
        let logger = Logger(label: "test") { _ in handler }
        context(deadline: LambdaClock().now, logger: logger).logger.info("m")
        #expect(handler.entries.map(\.metadata) == [["requestId": "r1", "tenantId": "blue"]])
    }
}
