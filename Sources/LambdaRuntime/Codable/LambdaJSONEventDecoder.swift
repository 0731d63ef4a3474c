public import NIOCore

#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

/// Decodes events from JSON.
public struct LambdaJSONEventDecoder: LambdaEventDecoder, Sendable {
    private let decoder: JSONDecoder

    /// Makes a decoder.
    ///
    /// - Parameter jsonDecoder: Does the decoding; it must not be changed afterwards.
    public init(_ jsonDecoder: JSONDecoder = JSONDecoder()) {
        decoder = jsonDecoder
    }

    /// Decodes a payload.
    ///
    /// - Parameters:
    ///   - type: The type of the event.
    ///   - buffer: The payload, as received.
    /// - Returns: The event.
    /// - Throws: `DecodingError` when the payload is not JSON or does not fit.
    public func decode<Event: Decodable>(_ type: Event.Type, from buffer: ByteBuffer) throws -> Event {
        try decoder.decode(type, from: Data(buffer.readableBytesView))
    }
}
