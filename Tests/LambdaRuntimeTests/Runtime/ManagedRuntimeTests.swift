import Foundation
import LambdaRuntime
import Logging
import NIOCore
import NIOHTTP1
import Synchronization
import Testing

@Suite("Several invocations at once")
struct ManagedRuntimeTests {
    private let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

    /// Where a number of invocations wait for each other.
    private final class Meeting: Sendable {
        private let missing: Mutex<Int>
        private let complete = Gate()

        init(of count: Int) { missing = Mutex(count) }

        func join() async {
            let isLast = missing.withLock { missing in
                missing -= 1
                return missing == 0
            }
            if isLast { complete.open() }
            await complete.wait()
        }
    }

    @Test("As many invocations run at once as the environment says, locally too")
    func concurrency() async throws {
        let meeting = Meeting(of: 3)
        let runtime = LambdaManagedRuntime(logger: logger) { (event: ByteBuffer, _: LambdaContext) -> ByteBuffer in
            await meeting.join()
            return event
        }
        let environment = ["AWS_LAMBDA_MAX_CONCURRENCY": "3"]
        try await withLocalServer({ try await runtime.run(locally: $0, environment: environment, onReady: $1) }) {
            port in
            let answers = try await withThrowingTaskGroup(of: String.self) { group in
                for number in 0..<3 {
                    group.addTask { try await Curl.request(port, "/invoke", input: Data("\(number)".utf8)).text }
                }
                return try await group.reduce(into: Set<String>()) { $0.insert($1) }
            }
            #expect(answers == ["0", "1", "2"])
        }
    }

    @Test("The connection is made while the handler is")
    func concurrentConnection() async throws {
        let connected = Gate()
        let server = ScriptedRuntimeAPI([.answer(Answer.invocation()), .answer(Answer.accepted)], connected: connected)
        try await server.withEnvironment { environment in
            let runtime = LambdaManagedRuntime(
                logger: logger,
                initialize: {
                    await connected.wait()
                    return BytesHandler()
                }
            )
            await #expect(throws: LambdaRuntimeError.self) { try await runtime.run(environment: environment) }
        }
        #expect(Set(server.requests.map(\.connection)) == [1])
    }

    @Test("A loop that cannot go on ends all of them, each of which has a connection")
    func failingLoop() async throws {
        let waiting = Gate()
        let server = ScriptedRuntimeAPI([.hang(waiting), .answer(Answer.containerError)])
        try await server.withEnvironment { api in
            let runtime = LambdaManagedRuntime(logger: logger) { (event: ByteBuffer, _: LambdaContext) in event }
            let environment = api.merging(["AWS_LAMBDA_MAX_CONCURRENCY": "2"]) { $1 }
            let error = await #expect(throws: LambdaRuntimeError.self) {
                try await runtime.run(environment: environment)
            }
            #expect(error?.code == .pollRejected)
        }
        #expect(Set(server.requests.map(\.connection)).count == 2)
    }

    @Test("The trace is in the context, and in the environment of the process only of one loop", arguments: [1, 2])
    func trace(concurrency: Int) async throws {
        let answer = Answer.invocation(headers: ["Lambda-Runtime-Trace-Id: Root=1-2"])
        let waiting = Gate()
        let server = ScriptedRuntimeAPI(
            concurrency == 1
                ? [.answer(answer), .answer(Answer.accepted)]
                : [.hang(waiting), .answer(answer), .answer(Answer.accepted)]
        )
        try await server.withEnvironment { api in
            let runtime = LambdaManagedRuntime(logger: logger) {
                (_: ByteBuffer, context: LambdaContext) -> ByteBuffer in
                ByteBuffer(string: "\(context.traceID) \(Lambda.env("_X_AMZN_TRACE_ID") ?? "-")")
            }
            let environment = api.merging(["AWS_LAMBDA_MAX_CONCURRENCY": "\(concurrency)"]) { $1 }
            await #expect(throws: LambdaRuntimeError.self) { try await runtime.run(environment: environment) }
        }
        let response = server.requests.first { $0.head.method == .POST }?.text
        #expect(response == (concurrency == 1 ? "Root=1-2 Root=1-2" : "Root=1-2 "))
    }

    @Test("Each loop has a copy of the handler")
    func copies() async throws {
        let meeting = Meeting(of: 2)
        struct Counter: StreamingLambdaHandler, Sendable {
            let meeting: Meeting
            var count = 0
            mutating func handle(
                _ event: ByteBuffer,
                responseWriter: some LambdaResponseStreamWriter,
                context: LambdaContext
            ) async throws {
                count += 1
                await meeting.join()
                try await responseWriter.writeAndFinish(ByteBuffer(string: "\(count)"))
            }
        }
        let runtime = LambdaManagedRuntime(handler: Counter(meeting: meeting), logger: logger)
        let environment = ["AWS_LAMBDA_MAX_CONCURRENCY": "2"]
        try await withLocalServer({ try await runtime.run(locally: $0, environment: environment, onReady: $1) }) {
            port in
            async let one = Curl.request(port, "/invoke", input: Data("{}".utf8)).text
            async let other = Curl.request(port, "/invoke", input: Data("{}".utf8)).text
            let answers = try await [one, other]
            #expect(answers == ["1", "1"])
        }
    }

    @Test("A failed initialization is posted once", arguments: [1, 4])
    func failedInitialization(concurrency: Int) async throws {
        let server = ScriptedRuntimeAPI([.answer(Answer.accepted)])
        try await server.withEnvironment { api in
            let runtime = LambdaManagedRuntime<BytesHandler>(logger: logger, initialize: { throw OrderFailure() })
            let environment = api.merging(["AWS_LAMBDA_MAX_CONCURRENCY": "\(concurrency)"]) { $1 }
            await #expect(throws: OrderFailure.self) { try await runtime.run(environment: environment) }
        }
        #expect(server.requests.map(\.line) == ["POST /2018-06-01/runtime/init/error"])
    }

    private struct BytesHandler: StreamingLambdaHandler, Sendable {
        func handle(
            _ event: ByteBuffer,
            responseWriter: some LambdaResponseStreamWriter,
            context: LambdaContext
        ) async throws {
            try await responseWriter.writeAndFinish(event)
        }
    }

    @Test("A number that cannot be used is named", arguments: ["0", "-1", "many", "1001"])
    func malformed(value: String) async throws {
        let runtime = LambdaManagedRuntime(logger: logger) { (event: ByteBuffer, _: LambdaContext) in event }
        let environment = ["AWS_LAMBDA_RUNTIME_API": "127.0.0.1:1", "AWS_LAMBDA_MAX_CONCURRENCY": value]
        let error = await #expect(throws: LambdaRuntimeError.self) { try await runtime.run(environment: environment) }
        #expect(error?.code == .invalidConfiguration)
        #expect(error?.message.contains("AWS_LAMBDA_MAX_CONCURRENCY is '\(value)'") == true)
    }
}
