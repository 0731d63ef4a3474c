import Logging
import NIOCore

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

extension LambdaRuntime {
    /// Makes the handler; reports a failure to the Runtime API before throwing it.
    func makeHandler(_ client: RuntimeAPIClient) async throws -> Handler {
        do {
            return try await initialize()
        } catch {
            do {
                try await client.reportInitializationFailure(LambdaErrorReport(error))
            } catch let refusal {
                logger.error("The failed initialization could not be reported to Lambda: \(refusal)")
            }
            throw error
        }
    }

    /// Waits for one invocation and serves it.
    func serveNext(_ handler: inout Handler, _ client: RuntimeAPIClient) async throws {
        try Task.checkCancellation()
        let invocation = try await client.next()
        TraceIDEnvironment.set(invocation.traceID)
        let context = LambdaContext(invocation, logger: logger)
        let failure = await Self.failure(of: &handler, on: invocation, context, client)
        let outcome = try await client.conclude(invocation.requestID, failure: failure)
        Self.log(outcome, context.logger)
    }

    private static func failure(
        of handler: inout Handler,
        on invocation: Invocation,
        _ context: LambdaContext,
        _ client: RuntimeAPIClient
    ) async -> LambdaErrorReport? {
        do {
            let writer = RuntimeAPIResponseWriter(client: client, requestID: invocation.requestID)
            try await handler.handle(invocation.event, responseWriter: writer, context: context)
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

    /// Logs why the runtime ends.
    func log(_ error: any Error) {
        guard !(error is CancellationError) else {
            logger.debug("The runtime was cancelled.")
            return
        }
        let report = LambdaErrorReport(error)
        logger.critical("The runtime ends: \(report.message)", metadata: report.metadata)
    }
}

extension LambdaErrorReport {
    fileprivate var metadata: Logger.Metadata { ["errorType": "\(type.rawValue)"] }
}

extension LambdaContext {
    fileprivate init(_ invocation: Invocation, logger: Logger) {
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
            logger: logger
        )
    }
}
