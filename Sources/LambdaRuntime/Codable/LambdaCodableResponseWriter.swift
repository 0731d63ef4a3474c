internal import NIOCore

/// Encodes an answer and sends it as a buffered response.
public struct LambdaCodableResponseWriter<
    Output,
    Encoder: LambdaOutputEncoder,
    Base: LambdaResponseStreamWriter
>: LambdaResponseWriter where Output == Encoder.Output {
    private let encoder: Encoder
    private let base: Base

    /// Wraps a writer.
    ///
    /// - Parameters:
    ///   - encoder: Encodes the answer.
    ///   - streamWriter: Takes the bytes.
    public init(encoder: Encoder, streamWriter: Base) {
        self.encoder = encoder
        base = streamWriter
    }

    /// Sends the answer and waits until Lambda has accepted it.
    ///
    /// - Parameter output: The answer.
    /// - Throws: What the encoder throws, and the errors of ``LambdaResponseStreamWriter/writeAndFinish(_:)``.
    public func write(_ output: Output) async throws {
        var buffer = ByteBuffer()
        try encoder.encode(output, into: &buffer)
        try await base.writeAndFinish(buffer)
    }
}
