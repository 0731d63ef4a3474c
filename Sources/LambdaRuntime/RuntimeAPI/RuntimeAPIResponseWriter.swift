internal import NIOCore

/// Writes the response of one invocation to the Runtime API; useless once that invocation is over.
struct RuntimeAPIResponseWriter: LambdaResponseStreamWriter {
    let client: RuntimeAPIClient
    let requestID: String

    func write(_ buffer: ByteBuffer, hasCustomHeaders: Bool) async throws {
        try await client.write(buffer, hasCustomHeaders: hasCustomHeaders, for: requestID)
    }

    func finish() async throws {
        try await client.finish(ByteBuffer(), for: requestID)
    }

    func writeAndFinish(_ buffer: ByteBuffer) async throws {
        try await client.finish(buffer, for: requestID)
    }
}
