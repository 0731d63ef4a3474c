public import NIOCore

/// Encodes the answer of a handler that returns nothing: JSON `null`, as Lambda's other runtimes answer.
public struct VoidEncoder: LambdaOutputEncoder, Sendable {
    /// Makes the encoder.
    public init() {}

    /// Writes `null`.
    ///
    /// - Parameters:
    ///   - value: Nothing.
    ///   - buffer: Takes the JSON, behind what it has.
    public func encode(_ value: Void, into buffer: inout ByteBuffer) {
        buffer.writeStaticString("null")
    }
}
