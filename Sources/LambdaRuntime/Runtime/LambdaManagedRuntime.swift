public import Logging
public import NIOCore

#if canImport(FoundationEssentials)
internal import FoundationEssentials
#else
internal import Foundation
#endif

/// Serves several invocations at once, as Lambda Managed Instances send them.
///
/// It has `AWS_LAMBDA_MAX_CONCURRENCY` loops (1 where the variable is not set), each with a connection and a copy of the
/// handler of its own; what the copies share must be safe to use from several tasks, which the compiler checks. When one
/// loop cannot go on, all end.
///
/// The trace of an invocation is in ``LambdaContext/traceID``; with more than one loop `_X_AMZN_TRACE_ID` stays empty,
/// because it belongs to the whole process. Lambda does not enforce the time-out of a function on managed instances:
/// ``LambdaContext/deadline`` is for the handler to keep.
public struct LambdaManagedRuntime<Handler: StreamingLambdaHandler>: Sendable {
    /// Makes the handler of one loop.
    typealias HandlerFactory = @Sendable () -> Handler

    var host: RuntimeHost
    private let initialize: @Sendable () async throws -> HandlerFactory

    init(
        eventLoop: any EventLoop = Lambda.defaultEventLoop,
        logger: Logger,
        initialize: @escaping @Sendable () async throws -> HandlerFactory
    ) {
        host = RuntimeHost(logger: logger, eventLoop: eventLoop)
        self.initialize = initialize
    }

    /// Makes a runtime whose handler is made in the INIT phase of the environment.
    ///
    /// - Parameters:
    ///   - logger: Logs what the runtime has to say, and is the base of ``LambdaContext/logger``.
    ///   - initialize: Makes the handler; called once by ``run()``. Its error is posted to `/runtime/init/error`.
    public init(
        logger: Logger = Logger(label: "LambdaManagedRuntime"),
        initialize: @escaping @Sendable () async throws -> Handler
    ) where Handler: Sendable {
        self.init(logger: logger) {
            let handler = try await initialize()
            return { handler }
        }
    }

    /// Makes a runtime for a handler that is ready.
    ///
    /// - Parameters:
    ///   - handler: The handler to serve, a copy of it in each loop.
    ///   - eventLoop: Where the runtime talks with Lambda.
    ///   - logger: Logs what the runtime has to say, and is the base of ``LambdaContext/logger``.
    public init(
        handler: Handler,
        eventLoop: any EventLoop = Lambda.defaultEventLoop,
        logger: Logger = Logger(label: "LambdaManagedRuntime")
    ) where Handler: Sendable {
        self.init(eventLoop: eventLoop, logger: logger) { { handler } }
    }

    /// Makes the handler and serves invocations until the task is cancelled or the runtime cannot go on.
    ///
    /// It returns when a signal has ended it, as ``LambdaRuntime/run()`` does.
    /// - Throws: What ``LambdaRuntime/run()`` throws, from whichever loop fails first.
    public func run() async throws {
        try await run(environment: ProcessInfo.processInfo.environment)
    }

    package func run(environment: [String: String]) async throws {
        try await host.run(environment: environment, serve)
    }

    /// Makes the handler and serves it over HTTP on this machine, whatever the environment says about it.
    ///
    /// - Parameters:
    ///   - configuration: Where to listen, and how.
    ///   - onReady: Called once requests are taken, with the host and the port.
    /// - Throws: What ``LambdaRuntime/run(locally:onReady:)`` throws.
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
        let loops = (0..<session.concurrency).map { _ in
            InvocationLoop(session, logger: host.logger, exportsTraceID: session.concurrency == 1)
        }
        do {
            // On another core, or while what is made waits.
            async let _ = connect(loops)
            try await serve(loops)
        } catch {
            for loop in loops { await loop.close() }
            throw error
        }
    }

    private func connect(_ loops: [InvocationLoop]) async {
        for loop in loops { await loop.connect() }
    }

    private func serve(_ loops: [InvocationLoop]) async throws {
        guard let first = loops.first else { return }
        let factory = try await first.prepare(initialize)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for loop in loops {
                group.addTask {
                    var handler = factory()
                    try await loop.serve(&handler)
                }
            }
            // A loop ends by an error only, and leaving with it cancels the others.
            try await group.next()
        }
    }
}
