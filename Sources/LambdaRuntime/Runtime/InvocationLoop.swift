internal import Logging
internal import NIOCore

#if canImport(FoundationEssentials)
internal import FoundationEssentials
#else
internal import Foundation
#endif

/// Serves one handler over one connection, one invocation after the other.
struct InvocationLoop: Sendable {
    private let client: RuntimeAPIClient
    private let logger: Logger
    private let session: RuntimeSession
    private let exportsTraceID: Bool

    /// - Parameters:
    ///   - session: Where the Runtime API is.
    ///   - logger: The base of the loggers of the invocations.
    ///   - exportsTraceID: Whether the environment of the process shall name the current trace, as only one loop may do.
    init(_ session: RuntimeSession, logger: Logger, exportsTraceID: Bool) {
        self.session = session
        self.logger = logger
        self.exportsTraceID = exportsTraceID
        client = RuntimeAPIClient(endpoint: session.endpoint, eventLoop: session.eventLoop)
    }

    /// Begins to connect, and returns at once.
    func connect() async {
        await client.connect()
    }

    func close() async {
        await client.close()
    }

    /// Makes what shall be served; reports a failure to the Runtime API before throwing it.
    func prepare<Handler>(_ make: () async throws -> Handler) async throws -> Handler {
        do {
            return try await make()
        } catch {
            do {
                try await client.reportInitializationFailure(LambdaErrorReport(error))
            } catch let refusal {
                logger.error("The failed initialization could not be reported to Lambda: \(refusal)")
            }
            throw error
        }
    }

    /// Serves invocations until the task is cancelled or the protocol cannot go on, which is the error it throws.
    func serve<Handler: StreamingLambdaHandler>(_ handler: inout Handler) async throws {
        while true {
            try Task.checkCancellation()
            try await serve(try await client.next(), &handler)
        }
    }

    private func serve<Handler: StreamingLambdaHandler>(
        _ invocation: Invocation,
        _ handler: inout Handler
    ) async throws {
        if exportsTraceID { TraceIDEnvironment.set(invocation.traceID) }
        let context = LambdaContext(invocation, session, logger: logger)
        let failure = await failure(of: &handler, on: invocation, context)
        StandardOutput.flush()
        let outcome = try await client.conclude(invocation.requestID, failure: failure)
        Self.log(outcome, context.logger)
    }

    private func failure<Handler: StreamingLambdaHandler>(
        of handler: inout Handler,
        on invocation: Invocation,
        _ context: LambdaContext
    ) async -> LambdaErrorReport? {
        do {
            let writer = RuntimeAPIResponseWriter(client: client, requestID: invocation.requestID)
            // For code that logs with the logger of its task, and never sees the context.
            try await withLogger(context.logger) { _ in
                try await handler.handle(invocation.event, responseWriter: writer, context: context)
            }
            return nil
        } catch {
            return LambdaErrorReport(error)
        }
    }

    private static func log(_ outcome: RuntimeAPIClient.Outcome, _ logger: Logger) {
        switch outcome {
        case .succeeded:
            return
        case .failed(let report, let refusal):
            logger.error("The handler failed: \(report.message)", metadata: report.metadata)
            guard let refusal else { return }
            logger.error("Lambda did not take the report of the failure: \(refusal)")
        case .failedAfterResponse(let report):
            logger.error("The handler failed after its response: \(report.message)", metadata: report.metadata)
        case .refused(let error, let failure):
            logger.error("The response was lost: \(error)")
            guard let failure, failure != LambdaErrorReport(error) else { return }
            logger.error("The handler failed after its response: \(failure.message)", metadata: failure.metadata)
        }
    }
}

extension LambdaErrorReport {
    var metadata: Logger.Metadata { ["errorType": "\(type.rawValue)"] }
}

extension LambdaContext {
    fileprivate init(_ invocation: Invocation, _ session: RuntimeSession, logger: Logger) {
        self.init(
            requestID: invocation.requestID,
            traceID: invocation.traceID,
            tenantID: invocation.tenantID,
            invokedFunctionARN: invocation.invokedFunctionARN,
            deadline: invocation.deadline,
            cognitoIdentity: invocation.cognitoIdentity,
            // The caller chooses this text; one that cannot be read is no reason to fail the invocation.
            clientContext: invocation.clientContext.flatMap {
                try? JSONDecoder().decode(ClientContext.self, from: Data($0.utf8))
            },
            logger: logger,
            logGroupName: session.logGroupName,
            logStreamName: session.logStreamName
        )
    }
}
