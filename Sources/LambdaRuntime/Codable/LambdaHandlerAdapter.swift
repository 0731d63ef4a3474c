/// Serves a ``LambdaHandler`` as a ``LambdaWithBackgroundProcessingHandler``, which writes what the handler returns.
public struct LambdaHandlerAdapter<
    Event: Decodable,
    Output,
    Handler: LambdaHandler
>: LambdaWithBackgroundProcessingHandler where Handler.Event == Event, Handler.Output == Output {
    private let handler: Handler

    /// Wraps a handler.
    ///
    /// - Parameter handler: The handler to serve.
    public init(handler: sending Handler) {
        self.handler = handler
    }

    /// Calls the wrapped handler and writes what it returns.
    ///
    /// - Parameters:
    ///   - event: The decoded payload.
    ///   - outputWriter: Takes the answer.
    ///   - context: The metadata of the invocation.
    /// - Throws: What the wrapped handler or the writer throws.
    public func handle(
        _ event: Event,
        outputWriter: some LambdaResponseWriter<Output>,
        context: LambdaContext
    ) async throws {
        let output = try await handler.handle(event, context: context)
        try await outputWriter.write(output)
    }
}

extension LambdaHandlerAdapter: Sendable where Handler: Sendable {}
