public import NIOCore

/// A ``StreamingLambdaHandler`` made of a closure.
public struct StreamingClosureHandler: StreamingLambdaHandler {
    private let body: (ByteBuffer, any LambdaResponseStreamWriter, LambdaContext) async throws -> Void

    /// Makes a handler of a closure.
    ///
    /// - Parameter body: Handles one invocation and finishes the writer it is given.
    public init(
        body: sending @escaping (ByteBuffer, any LambdaResponseStreamWriter, LambdaContext) async throws -> Void
    ) {
        self.body = body
    }

    /// Calls the closure.
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
        try await body(event, responseWriter, context)
    }
}
