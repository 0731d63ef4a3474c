public import Logging
import NIOCore
import NIOPosix

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// Serves a handler to AWS Lambda: one invocation after the other, for as long as the environment lives.
///
/// ```swift
/// let runtime = LambdaRuntime { (order: Order, context) in
///     Receipt(order: order.number)
/// }
/// await runtime.runOrExit()
/// ```
/// A process runs one runtime. The X-Ray trace header of the current invocation is exported as `_X_AMZN_TRACE_ID`, which
/// belongs to the whole process.
public struct LambdaRuntime<Handler: StreamingLambdaHandler>: Sendable {
    let logger: Logger
    let initialize: @Sendable () async throws -> Handler

    /// Makes a runtime whose handler is made in the INIT phase of the environment, where Lambda gives the full CPU.
    ///
    /// The connection to the Runtime API is made meanwhile. An error thrown by the factory is posted to
    /// `/runtime/init/error`, logged once, and thrown by ``run()``.
    /// - Parameters:
    ///   - logger: Logs what the runtime has to say, and is the base of ``LambdaContext/logger``.
    ///   - initialize: Makes the handler; called once by ``run()``.
    public init(
        logger: Logger = Logger(label: "LambdaRuntime"),
        initialize: @escaping @Sendable () async throws -> Handler
    ) {
        self.logger = logger
        self.initialize = initialize
    }

    /// Makes a runtime for a handler that is ready.
    ///
    /// - Parameters:
    ///   - handler: The handler to serve.
    ///   - logger: Logs what the runtime has to say, and is the base of ``LambdaContext/logger``.
    public init(handler: Handler, logger: Logger = Logger(label: "LambdaRuntime")) {
        self.init(logger: logger) { handler }
    }

    /// Makes the handler and serves invocations until the task is cancelled or the runtime cannot go on.
    ///
    /// It never returns: an end is always an error, and has been logged when it is thrown. A handler that fails does not
    /// end the runtime; its error is reported to Lambda and logged once.
    /// - Throws: What the factory of the handler threw; ``LambdaRuntimeError`` when the Runtime API is not configured
    ///   (`invalidConfiguration`), cannot be reached (`connectionFailed`), goes away (`connectionLost`) or reports a state
    ///   in which the process must end (`pollRejected`, `invalidInvocation`, `containerFailed`); `CancellationError` when
    ///   the task is cancelled.
    public func run() async throws {
        try await run(environment: ProcessInfo.processInfo.environment)
    }

    package func run(environment: [String: String]) async throws {
        TraceIDEnvironment.set("")
        do {
            try await serve(at: RuntimeAPIEndpoint(environment: environment))
        } catch {
            log(error)
            throw error
        }
    }

    private func serve(at endpoint: RuntimeAPIEndpoint) async throws {
        let client = RuntimeAPIClient(endpoint: endpoint, eventLoop: MultiThreadedEventLoopGroup.singleton.next())
        do {
            await client.connect()
            var handler = try await makeHandler(client)
            while true {
                try await serveNext(&handler, client)
            }
        } catch {
            await client.close()
            throw error
        }
    }
}
