internal import LambdaRuntime
internal import NIOCore

/// Sends an HTTP answer in pieces, each as soon as it is there.
struct Countdown: StreamingLambdaHandler {
    func handle(
        _ event: ByteBuffer,
        responseWriter: some LambdaResponseStreamWriter,
        context: LambdaContext
    ) async throws {
        let head = StreamingLambdaStatusAndHeadersResponse(statusCode: 200, headers: ["Content-Type": "text/plain"])
        try await responseWriter.writeStatusAndHeaders(head)
        for number in (1...3).reversed() {
            try await responseWriter.write(ByteBuffer(string: "\(number)\n"))
        }
        try await responseWriter.finish()
    }
}

let countdown = LambdaRuntime(handler: Countdown())
