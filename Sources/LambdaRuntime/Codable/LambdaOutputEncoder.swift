public import NIOCore

/// Makes the bytes of a response of the answer of a handler; see ``LambdaCodableAdapter``.
public protocol LambdaOutputEncoder {
    /// The answer of the handler.
    associatedtype Output

    /// Encodes an answer.
    ///
    /// - Parameters:
    ///   - value: The answer.
    ///   - buffer: Takes the bytes, behind those it has.
    /// - Throws: An error when the answer cannot be encoded; it becomes the answer of the invocation.
    func encode(_ value: Output, into buffer: inout ByteBuffer) throws
}
