#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

extension LambdaCodableAdapter where Decoder == LambdaJSONEventDecoder {
    /// Wraps a handler that answers with a value, with JSON in and out.
    ///
    /// - Parameters:
    ///   - encoder: Encodes the answer.
    ///   - decoder: Decodes the event.
    ///   - handler: The handler to serve.
    public init(
        encoder: JSONEncoder = JSONEncoder(),
        decoder: JSONDecoder = JSONDecoder(),
        handler: sending Handler
    ) where Output: Encodable, Encoder == LambdaJSONOutputEncoder<Output> {
        self.init(
            encoder: LambdaJSONOutputEncoder(encoder),
            decoder: LambdaJSONEventDecoder(decoder),
            handler: handler
        )
    }

    /// Wraps a handler that answers with nothing, with JSON in.
    ///
    /// - Parameters:
    ///   - decoder: Decodes the event.
    ///   - handler: The handler to serve.
    public init(
        decoder: JSONDecoder = JSONDecoder(),
        handler: sending Handler
    ) where Output == Void, Encoder == VoidEncoder {
        self.init(decoder: LambdaJSONEventDecoder(decoder), handler: handler)
    }
}
