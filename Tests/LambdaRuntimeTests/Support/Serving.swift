import InMemoryLogging
import LambdaRuntime
import Logging
import NIOCore
import NIOHTTP1
import Testing

typealias Writer = any LambdaResponseStreamWriter

/// What is left of a runtime that has run against a script to its end.
struct Served {
    let requests: [ScriptedRuntimeAPI.Request]
    let error: (any Error)?
    let log: [InMemoryLogHandler.Entry]

    var lines: [String] { requests.map(\.line) }
    var reports: [ScriptedRuntimeAPI.Request] { requests.filter { $0.head.method == .POST } }
    var code: LambdaRuntimeError.Code? { (error as? LambdaRuntimeError)?.code }

    /// The messages logged at or above a level.
    func messages(_ level: Logger.Level) -> [String] { log.filter { $0.level >= level }.map { "\($0.message)" } }
}

/// Runs a runtime against a script until it ends.
func serve<Handler>(
    _ steps: [ScriptedRuntimeAPI.Step],
    _ make: @Sendable (Logger) -> LambdaRuntime<Handler>
) async throws -> Served {
    let handler = InMemoryLogHandler()
    var logger = Logger(label: "test") { _ in handler }
    logger.logLevel = .trace
    let runtime = make(logger)
    let server = ScriptedRuntimeAPI(steps)
    let error = try await server.withEnvironment { environment in
        await #expect(throws: (any Error).self) { try await runtime.run(environment: environment) }
    }
    return Served(requests: server.requests, error: error, log: handler.entries)
}

/// Runs a streaming closure against a script until the runtime ends.
func serve(
    _ steps: [ScriptedRuntimeAPI.Step],
    body: @escaping @Sendable (ByteBuffer, Writer, LambdaContext) async throws -> Void
) async throws -> Served {
    try await serve(steps) { LambdaRuntime(logger: $0, body: body) }
}
