public import NIOCore

/// A ``StreamingLambdaHandler`` made of a closure from bytes to bytes, without a codec between.
public struct BytesClosureHandler: StreamingLambdaHandler {
    private let body: (ByteBuffer, LambdaContext) async throws -> ByteBuffer

    /// Makes a handler of a closure.
    ///
    /// - Parameter body: Handles one invocation and returns the bytes of its answer.
    public init(body: sending @escaping (ByteBuffer, LambdaContext) async throws -> ByteBuffer) {
        self.body = body
    }

    /// Calls the closure and sends what it returns as a buffered response.
    ///
    /// - Parameters:
    ///   - event: The payload of the invocation, as received.
    ///   - responseWriter: Takes the response.
    ///   - context: The metadata of the invocation.
    /// - Throws: What the closure threw.
    public func handle(
        _ event: ByteBuffer,
        responseWriter: some LambdaResponseStreamWriter,
        context: LambdaContext
    ) async throws {
        try await responseWriter.writeAndFinish(try await body(event, context))
    }
}
