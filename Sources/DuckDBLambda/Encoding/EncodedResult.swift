public import NIOCore

/// A whole result as bytes.
public struct EncodedResult: Sendable, Hashable {
    /// The bytes, in the format that was asked for.
    public let body: ByteBuffer
    /// How many rows they hold.
    public let rowCount: Int

    /// Makes a result.
    public init(body: ByteBuffer, rowCount: Int) {
        self.body = body
        self.rowCount = rowCount
    }
}
