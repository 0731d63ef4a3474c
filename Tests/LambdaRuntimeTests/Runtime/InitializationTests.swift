import Foundation
import LambdaRuntime
import Logging
import NIOCore
import NIOHTTP1
import Testing

@Suite("The INIT phase")
struct InitializationTests {
    static let report = "POST /2018-06-01/runtime/init/error"

    private func failing(_ logger: Logger) -> LambdaRuntime<StreamingClosureHandler> {
        LambdaRuntime(logger: logger, initialize: { throw BinderFailure(lambdaErrorMessage: "no\n\"bundle\"") })
    }

    @Test("A failed initialization is posted, logged once and thrown")
    func failure() async throws {
        let served = try await serve([.answer(Answer.accepted)], failing)
        #expect(served.lines == [Self.report])
        let report = try #require(served.reports.first)
        #expect(report.head.headers["Lambda-Runtime-Function-Error-Type"] == ["Function.QueryBinder"])
        #expect(report.text.contains(#""errorMessage":"no\n\"bundle\"""#))
        #expect(served.error is BinderFailure)
        #expect(served.messages(.info).count == 1)
    }

    @Test(
        "A report that is refused is logged, and the first error is thrown",
        arguments: [
            Answer.invalidState, Answer.containerError,
        ]
    )
    func refusedReport(answer: String) async throws {
        let served = try await serve([.answer(answer)], failing)
        #expect(served.error is BinderFailure)
        #expect(served.messages(.error).count == 2)
    }

    @Test("A report that breaks off is logged, and the first error is thrown")
    func brokenReport() async throws {
        let served = try await serve([.reset], failing)
        #expect(served.error is BinderFailure)
        #expect(served.messages(.error).count == 2)
    }

    @Test("The handler is made once, before the first invocation is asked for")
    func order() async throws {
        let server = ScriptedRuntimeAPI([.answer(Answer.invocation()), .answer(Answer.accepted)])
        try await server.withEnvironment { environment in
            let runtime = LambdaRuntime(initialize: {
                #expect(server.requests.isEmpty)
                return BytesClosureHandler { event, _ in event }
            })
            await #expect(throws: LambdaRuntimeError.self) { try await runtime.run(environment: environment) }
        }
        #expect(server.requests.map(\.head.method) == [.GET, .POST, .GET])
    }

    @Test("The connection is made while the handler is")
    func concurrentConnection() async throws {
        let connected = Gate()
        let server = ScriptedRuntimeAPI([.answer(Answer.invocation()), .answer(Answer.accepted)], connected: connected)
        try await server.withEnvironment { environment in
            let runtime = LambdaRuntime(initialize: {
                await connected.wait()
                return BytesClosureHandler { event, _ in event }
            })
            await #expect(throws: LambdaRuntimeError.self) { try await runtime.run(environment: environment) }
        }
        #expect(Set(server.requests.map(\.connection)) == [1])
    }

    @Test(
        "On Lambda without the address of the Runtime API the runtime ends with an error, and serves nothing else",
        arguments: ["AWS_LAMBDA_FUNCTION_NAME", "LAMBDA_TASK_ROOT"]
    )
    func missingEndpoint(mark: String) async {
        let runtime = LambdaRuntime { (event: ByteBuffer, _: LambdaContext) -> ByteBuffer in event }
        let error = await #expect(throws: LambdaRuntimeError.self) { try await runtime.run(environment: [mark: "f"]) }
        #expect(error?.code == .invalidConfiguration)
        #expect(error?.message.contains(mark) == true)
    }

    @Test("A runtime that was given its handler runs once")
    func secondRun() async throws {
        let runtime = LambdaRuntime { (event: ByteBuffer, _: LambdaContext) -> ByteBuffer in event }
        for code in [LambdaRuntimeError.Code.pollRejected, .invalidState] {
            let served = try await serve([]) { _ in runtime }
            #expect(served.code == code)
        }
    }

    @Test("Where nothing listens the runtime ends with an error that names the address")
    func refusedConnection() async throws {
        let environment = try await ScriptedRuntimeAPI([]).withEnvironment { $0 }
        let runtime = LambdaRuntime { (event: ByteBuffer, _: LambdaContext) -> ByteBuffer in event }
        let error = await #expect(throws: LambdaRuntimeError.self) { try await runtime.run(environment: environment) }
        #expect(error?.code == .connectionFailed)
        #expect(error?.message.contains(environment["AWS_LAMBDA_RUNTIME_API"] ?? "?") == true)
    }

    @Test("A process whose runtime cannot go on exits with 1")
    func exitCode() async {
        await #expect(processExitsWith: .exitCode(1)) {
            setenv("LAMBDA_TASK_ROOT", "/var/task", 1)
            let runtime = LambdaRuntime { (event: ByteBuffer, _: LambdaContext) -> ByteBuffer in event }
            await runtime.runOrExit()
        }
    }
}
