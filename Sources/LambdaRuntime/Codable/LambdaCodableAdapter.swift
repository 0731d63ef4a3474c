public import NIOCore

/// Serves a ``LambdaWithBackgroundProcessingHandler`` as a ``StreamingLambdaHandler`` by decoding events and encoding answers.
public struct LambdaCodableAdapter<
    Handler: LambdaWithBackgroundProcessingHandler,
    Event: Decodable,
    Output,
    Decoder: LambdaEventDecoder,
    Encoder: LambdaOutputEncoder
>: StreamingLambdaHandler where Handler.Event == Event, Handler.Output == Output, Encoder.Output == Output {
    private let handler: Handler
    private let decoder: Decoder
    private let encoder: Encoder

    /// Wraps a handler that answers with a value.
    ///
    /// - Parameters:
    ///   - encoder: Encodes the answer.
    ///   - decoder: Decodes the event.
    ///   - handler: The handler to serve.
    public init(encoder: sending Encoder, decoder: sending Decoder, handler: sending Handler) where Output: Encodable {
        self.handler = handler
        self.decoder = decoder
        self.encoder = encoder
    }

    /// Wraps a handler that answers with nothing.
    ///
    /// - Parameters:
    ///   - decoder: Decodes the event.
    ///   - handler: The handler to serve.
    public init(decoder: sending Decoder, handler: sending Handler) where Output == Void, Encoder == VoidEncoder {
        self.handler = handler
        self.decoder = decoder
        encoder = VoidEncoder()
    }

    /// Decodes the event, calls the wrapped handler and sends its answer as a buffered response.
    ///
    /// - Parameters:
    ///   - event: The payload of the invocation, as received.
    ///   - responseWriter: Takes the encoded answer.
    ///   - context: The metadata of the invocation.
    /// - Throws: What the decoder, the encoder or the wrapped handler throws.
    public func handle(
        _ event: ByteBuffer,
        responseWriter: some LambdaResponseStreamWriter,
        context: LambdaContext
    ) async throws {
        let decoded = try decoder.decode(Event.self, from: event)
        let writer = LambdaCodableResponseWriter(encoder: encoder, streamWriter: responseWriter)
        try await handler.handle(decoded, outputWriter: writer, context: context)
    }
}

extension LambdaCodableAdapter: Sendable where Handler: Sendable, Decoder: Sendable, Encoder: Sendable {}
