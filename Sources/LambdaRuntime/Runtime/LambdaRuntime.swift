public import Logging
public import NIOCore

#if canImport(FoundationEssentials)
internal import FoundationEssentials
#else
internal import Foundation
#endif

/// Serves a handler to AWS Lambda: one invocation after the other, for as long as the environment lives.
///
/// ```swift
/// let runtime = LambdaRuntime { (order: Order, context: LambdaContext) in
///     Receipt(order: order.number)
/// }
/// await runtime.runOrExit()
/// ```
/// Started outside of Lambda, as by `swift run`, it serves HTTP on 127.0.0.1 instead; see ``LocalServerConfiguration``.
///
/// A process runs one runtime. The X-Ray trace header of the current invocation is exported as `_X_AMZN_TRACE_ID`, which
/// belongs to the whole process. For several invocations at once there is ``LambdaManagedRuntime``.
public struct LambdaRuntime<Handler: StreamingLambdaHandler>: Sendable {
    var host: RuntimeHost
    var runsHandlerOnEventLoop = false
    private let initialize: @Sendable () async throws -> Handler

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
        self.init(eventLoop: Lambda.defaultEventLoop, logger: logger, initialize: initialize)
    }

    /// Makes a runtime for a handler that is ready.
    ///
    /// - Parameters:
    ///   - handler: The handler to serve.
    ///   - eventLoop: Where the runtime talks with Lambda.
    ///   - logger: Logs what the runtime has to say, and is the base of ``LambdaContext/logger``.
    public init(
        handler: sending Handler,
        eventLoop: any EventLoop = Lambda.defaultEventLoop,
        logger: Logger = Logger(label: "LambdaRuntime")
    ) {
        let handedOver = HandedOver(handler)
        self.init(eventLoop: eventLoop, logger: logger) {
            guard let handler = handedOver.take() else {
                throw LambdaRuntimeError(.invalidState, "A runtime that was given its handler runs only once.")
            }
            return handler
        }
    }

    private init(
        eventLoop: any EventLoop,
        logger: Logger,
        initialize: @escaping @Sendable () async throws -> Handler
    ) {
        host = RuntimeHost(logger: logger, eventLoop: eventLoop)
        self.initialize = initialize
    }

    /// Makes the handler and serves invocations until the task is cancelled or the runtime cannot go on.
    ///
    /// On Lambda it ends by an error, which has been logged when it is thrown. It returns when a signal has ended it: SIGTERM
    /// or SIGINT outside of Lambda, SIGTERM on Lambda with ``onShutdown(_:)``. A handler that fails does not end the
    /// runtime; its error is reported to Lambda and logged once.
    /// - Throws: What the factory of the handler threw; ``LambdaRuntimeError`` when the environment is not one to run in
    ///   (`invalidConfiguration`), when the Runtime API cannot be reached (`connectionFailed`), goes away
    ///   (`connectionLost`) or reports a state in which the process must end (`pollRejected`, `invalidInvocation`,
    ///   `containerFailed`); `CancellationError` when the task is cancelled.
    public func run() async throws {
        try await run(environment: ProcessInfo.processInfo.environment)
    }

    package func run(environment: [String: String]) async throws {
        try await host.run(environment: environment, serve)
    }

    /// Makes the handler and serves it over HTTP on this machine, whatever the environment says about it.
    ///
    /// It returns when SIGTERM or SIGINT comes: what is running then has two seconds to end.
    /// - Parameters:
    ///   - configuration: Where to listen, and how.
    ///   - onReady: Called once requests are taken, with the host and the port.
    /// - Throws: ``LambdaRuntimeError`` with `invalidConfiguration` on Lambda, or when the address cannot be listened on;
    ///   what the factory of the handler threw; `CancellationError` when the task is cancelled.
    public func run(
        locally configuration: LocalServerConfiguration,
        onReady: @escaping @Sendable (_ host: String, _ port: Int) -> Void = { _, _ in }
    ) async throws {
        try await run(locally: configuration, environment: ProcessInfo.processInfo.environment, onReady: onReady)
    }

    package func run(
        locally configuration: LocalServerConfiguration,
        environment: [String: String],
        onReady: @escaping @Sendable (_ host: String, _ port: Int) -> Void
    ) async throws {
        try await host.run(locally: configuration, environment: environment, onReady: onReady, serve)
    }

    @Sendable
    private func serve(_ session: RuntimeSession) async throws {
        let loop = InvocationLoop(session, logger: host.logger, exportsTraceID: true)
        do {
            // On another core, or while what is made waits.
            async let _ = loop.connect()
            guard runsHandlerOnEventLoop else { return try await serve(loop) }
            try await withTaskExecutorPreference(EventLoopTaskExecutor(session.eventLoop)) { try await serve(loop) }
        } catch {
            await loop.close()
            throw error
        }
    }

    private func serve(_ loop: InvocationLoop) async throws {
        var handler = try await loop.prepare(initialize)
        try await loop.serve(&handler)
    }
}
