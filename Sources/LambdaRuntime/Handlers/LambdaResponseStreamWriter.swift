public import NIOCore

/// Takes the response of one invocation, whole or in pieces.
///
/// One ``writeAndFinish(_:)`` with no write before it sends a buffered response (at most 6 MB on Lambda). A first
/// ``write(_:)`` starts a streamed response (at most 200 MB on Lambda). Each call returns when its bytes have been handed
/// to the operating system, which is the back-pressure of the stream.
public protocol LambdaResponseStreamWriter: Sendable {
    /// Writes one piece of a streamed response; the first call starts the stream.
    ///
    /// - Parameters:
    ///   - buffer: The bytes to send. An empty buffer starts the stream and sends nothing.
    ///   - hasCustomHeaders: Whether the stream begins with an HTTP status and headers, as
    ///     `writeStatusAndHeaders` writes them. Only what the first call says counts.
    /// - Throws: ``LambdaRuntimeError`` with code `responseFinished` when the response has already been finished,
    ///   `responseRejected` when Lambda refused it, `connectionLost` when the Runtime API is gone.
    func write(_ buffer: ByteBuffer, hasCustomHeaders: Bool) async throws

    /// Ends the response and waits until Lambda has accepted it.
    ///
    /// Without a write before it, the response is empty.
    /// - Throws: ``LambdaRuntimeError`` with the codes of ``write(_:hasCustomHeaders:)``, and `responseTooLarge` for a
    ///   buffered response above Lambda's limit.
    func finish() async throws

    /// Writes the last bytes, ends the response and waits until Lambda has accepted it.
    ///
    /// - Parameter buffer: The rest of a streamed response or, without a write before it, the whole buffered response.
    /// - Throws: ``LambdaRuntimeError`` with the codes of ``finish()``.
    func writeAndFinish(_ buffer: ByteBuffer) async throws
}

extension LambdaResponseStreamWriter {
    /// Writes one piece of a streamed response; the first call starts the stream.
    ///
    /// - Parameter buffer: The bytes to send. An empty buffer starts the stream and sends nothing.
    /// - Throws: ``LambdaRuntimeError`` with the codes of ``write(_:hasCustomHeaders:)``.
    public func write(_ buffer: ByteBuffer) async throws {
        try await write(buffer, hasCustomHeaders: false)
    }
}
