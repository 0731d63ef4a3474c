internal import LambdaRuntime
internal import Logging

/// Answers first, and works on.
struct Mailer: LambdaWithBackgroundProcessingHandler {
    typealias Output = String

    func handle(
        _ order: Order,
        outputWriter: some LambdaResponseWriter<String>,
        context: LambdaContext
    ) async throws {
        try await outputWriter.write("queued")
        context.logger.info("Mailing the receipt", metadata: ["order": "\(order.number)"])
    }
}

let mailer = LambdaRuntime(handler: LambdaCodableAdapter(handler: Mailer()))
