import DuckDBClient
import DuckDBLambda
import DuckDBServerless
import LambdaRuntime
import Logging
import Testing

@Suite("The invocation's deadline")
struct DeadlineTests {
    private func context(remaining: Duration) -> LambdaContext {
        LambdaContext(
            requestID: "1",
            traceID: "",
            tenantID: nil,
            invokedFunctionARN: "arn",
            deadline: LambdaClock().now.advanced(by: remaining),
            logger: Logger(label: "test")
        )
    }

    @Test("A query that would run for hours ends before the deadline, and the engine goes on")
    func interrupts() async throws {
        let engine = try await Engine.wake(EngineConfiguration(environment: FunctionEnvironment(variables: [:])))
        let sql: SQL = "SELECT count(*) FROM range(1000000000) a, range(1000000000) b WHERE (a.range * b.range) % 7 = 1"
        await #expect(throws: DeadlineExceeded.self) {
            try await context(remaining: .milliseconds(700)).withDeadline(margin: .milliseconds(500)) {
                try await engine.cursor { try $0.fetchOne(Int.self, sql) }
            }
        }
        #expect(try await engine.cursor { try $0.fetchOne(Int.self, "SELECT 1") } == 1)
    }

    @Test("Work that nothing can interrupt is left behind")
    func abandons() async throws {
        let (never, end) = AsyncStream.makeStream(of: Void.self)
        let held = Task.detached { for await _ in never {} }
        await #expect(throws: DeadlineExceeded.self) {
            // `value` of another task goes on waiting when this one is cancelled.
            try await context(remaining: .milliseconds(60)).withDeadline(margin: .milliseconds(50)) { await held.value }
        }
        end.finish()
    }

    @Test("A cancelled task is cancelled, not late")
    func passesCancellationOn() async throws {
        let (started, start) = AsyncStream.makeStream(of: Void.self)
        let context = context(remaining: .seconds(60))
        let task = Task {
            try await context.withDeadline {
                start.finish()
                try await Task.sleep(for: .seconds(600))
            }
        }
        for await _ in started {}
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
    }

    @Test("Work within the deadline returns its result, and its own error stays its own")
    func passesThrough() async throws {
        let context = context(remaining: .seconds(60))
        #expect(try await context.withDeadline { 42 } == 42)
        await #expect(throws: ResponseTooLarge.self) {
            try await context.withDeadline { throw ResponseTooLarge(.bytes(1)) }
        }
    }
}
