public import NIOCore

#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

/// Encodes answers as JSON.
public struct LambdaJSONOutputEncoder<Output: Encodable>: LambdaOutputEncoder, Sendable {
    private let encoder: JSONEncoder

    /// Makes an encoder.
    ///
    /// - Parameter jsonEncoder: Does the encoding; it must not be changed afterwards.
    public init(_ jsonEncoder: JSONEncoder = JSONEncoder()) {
        encoder = jsonEncoder
    }

    /// Encodes an answer.
    ///
    /// - Parameters:
    ///   - value: The answer.
    ///   - buffer: Takes the JSON, behind what it has.
    /// - Throws: `EncodingError` when the answer has no form in JSON.
    public func encode(_ value: Output, into buffer: inout ByteBuffer) throws {
        buffer.writeBytes(try encoder.encode(value))
    }
}
