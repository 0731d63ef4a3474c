internal import LambdaRuntime
internal import Logging
internal import NIOCore

#if canImport(FoundationEssentials)
internal import FoundationEssentials
#else
internal import Foundation
#endif

/// Batches of messages, which run for what they change; nobody waits for rows.
extension QueryHandler {
    /// The messages that SQS is to deliver again, as its partial batch response.
    struct FailedMessages: Encodable {
        struct Failure: Encodable {
            let itemIdentifier: String
        }

        var batchItemFailures: [Failure] = []

        var json: ByteBuffer {
            // Never an empty answer in place of an error, which AWS would take for the success of all.
            get throws { ByteBuffer(bytes: try JSONEncoder().encode(self)) }
        }
    }

    /// Runs the messages one after the other; one that fails fails alone.
    ///
    /// Of a queue that keeps the order what follows a failure is not run, and neither is what there is no time left for.
    func perform(
        _ messages: [InvocationEvent.QueueMessage],
        _ run: InvocationRun,
        _ record: InvocationRecord
    ) async -> FailedMessages {
        var failed = FailedMessages()
        for message in messages {
            let isBlocked = message.keepsOrder && !failed.batchItemFailures.isEmpty
            let hasTime = run.context.getRemainingTime() > settings.margin
            if !isBlocked, hasTime, await perform(message, run, record) { continue }
            failed.batchItemFailures.append(.init(itemIdentifier: message.id))
        }
        return failed
    }

    private func perform(
        _ message: InvocationEvent.QueueMessage,
        _ run: InvocationRun,
        _ record: InvocationRecord
    ) async -> Bool {
        do {
            let request = try QueryRequest(message: message.body)
            let plan = try runner.plan(request)
            record.query = request.name
            guard request.delivery == .body else { throw ResultLinks.notForMessages }
            record.count(try await runner.perform(plan, run))
            return true
        } catch {
            record.failed(with: error)
            let report = LambdaErrorReport(error)
            run.context.logger.error(
                "A message failed: \(report.message)",
                metadata: ["messageId": "\(message.id)", "errorType": "\(report.type.rawValue)"]
            )
            return false
        }
    }
}
