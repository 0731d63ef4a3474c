/// The output of a handler that returns nothing: it is sent as JSON `null`.
public struct LambdaVoidOutput: Encodable, Sendable {
    /// Makes the empty output.
    public init() {}

    /// Encodes `null`.
    ///
    /// - Parameter encoder: Takes the value.
    /// - Throws: What the encoder throws.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encodeNil()
    }
}
