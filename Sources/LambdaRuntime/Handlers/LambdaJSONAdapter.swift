public import NIOCore

#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

/// Serves a ``LambdaHandler`` as a ``StreamingLambdaHandler`` by decoding and encoding JSON.
public struct LambdaJSONAdapter<Base: LambdaHandler>: StreamingLambdaHandler {
    private let base: Base
    private let decoder: JSONDecoder
    private let encoder: JSONEncoder

    /// Wraps a handler.
    ///
    /// - Parameters:
    ///   - base: The handler to serve.
    ///   - decoder: Decodes the event.
    ///   - encoder: Encodes the output.
    public init(_ base: Base, decoder: JSONDecoder = JSONDecoder(), encoder: JSONEncoder = JSONEncoder()) {
        self.base = base
        self.decoder = decoder
        self.encoder = encoder
    }

    /// Decodes the event, calls the wrapped handler and sends its output as a buffered response.
    ///
    /// - Parameters:
    ///   - event: The payload of the invocation as JSON.
    ///   - responseWriter: Takes the encoded output.
    ///   - context: The metadata of the invocation.
    /// - Throws: `DecodingError` when the event does not fit, `EncodingError` when the output cannot be encoded, and
    ///   whatever the wrapped handler throws.
    public func handle(
        _ event: ByteBuffer,
        responseWriter: some LambdaResponseStreamWriter,
        context: LambdaContext
    ) async throws {
        let decoded = try decoder.decode(Base.Event.self, from: Data(event.readableBytesView))
        let output = try await base.handle(decoded, context: context)
        try await responseWriter.writeAndFinish(ByteBuffer(bytes: try encoder.encode(output)))
    }
}
