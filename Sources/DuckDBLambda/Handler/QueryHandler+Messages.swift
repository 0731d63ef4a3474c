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
            // Texts are all there is to encode, which cannot fail.
            ByteBuffer(bytes: (try? JSONEncoder().encode(self)) ?? Data())
        }
    }

    /// Runs the messages one after the other; one that fails fails alone.
    func perform(
        _ messages: [InvocationEvent.QueueMessage],
        _ run: InvocationRun,
        _ record: InvocationRecord
    ) async -> FailedMessages {
        var failed = FailedMessages()
        for message in messages {
            do {
                let request = try QueryRequest(message: message.body)
                record.query = request.name
                record.count(try await runner.perform(try runner.plan(request), run))
            } catch {
                record.failed(with: error)
                failed.batchItemFailures.append(.init(itemIdentifier: message.id))
                let report = LambdaErrorReport(error)
                run.context.logger.error(
                    "A message failed: \(report.message)",
                    metadata: ["messageId": "\(message.id)", "errorType": "\(report.type.rawValue)"]
                )
            }
        }
        return failed
    }
}
