internal import NIOCore

/// Where the Runtime API is, and what else the environment tells a runtime.
struct RuntimeSession: Sendable {
    let endpoint: RuntimeAPIEndpoint
    let eventLoop: any EventLoop
    let logGroupName: String?
    let logStreamName: String?
    /// How many invocations may run at once.
    let concurrency: Int

    private static let concurrencyVariable = "AWS_LAMBDA_MAX_CONCURRENCY"

    init(
        endpoint: RuntimeAPIEndpoint,
        eventLoop: any EventLoop,
        environment: [String: String]
    ) throws(LambdaRuntimeError) {
        self.endpoint = endpoint
        self.eventLoop = eventLoop
        logGroupName = environment["AWS_LAMBDA_LOG_GROUP_NAME"]
        logStreamName = environment["AWS_LAMBDA_LOG_STREAM_NAME"]
        concurrency = try Self.concurrency(environment[Self.concurrencyVariable])
    }

    private static func concurrency(_ text: String?) throws(LambdaRuntimeError) -> Int {
        guard let text, !text.isEmpty else { return 1 }
        guard let count = Int(text), (1...1000).contains(count) else {
            throw LambdaRuntimeError(
                .invalidConfiguration,
                "\(concurrencyVariable) is '\(text)'; it must be a whole number from 1 to 1000."
            )
        }
        return count
    }
}
