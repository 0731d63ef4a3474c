public import NIOCore

/// Makes the event of a handler of the payload of an invocation; see ``LambdaCodableAdapter``.
public protocol LambdaEventDecoder {
    /// Decodes a payload.
    ///
    /// - Parameters:
    ///   - type: The type of the event.
    ///   - buffer: The payload, as received.
    /// - Returns: The event.
    /// - Throws: An error when the payload does not fit; it becomes the answer of the invocation.
    func decode<Event: Decodable>(_ type: Event.Type, from buffer: ByteBuffer) throws -> Event
}
