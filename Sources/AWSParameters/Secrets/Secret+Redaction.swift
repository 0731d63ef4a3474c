extension Secret: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable, Codable {
    /// Always `<redacted>`.
    public var description: String { Self.redacted }

    /// Always `<redacted>`.
    public var debugDescription: String { description }

    /// A mirror without children.
    public var customMirror: Mirror {
        Mirror(self, children: EmptyCollection<Mirror.Child>(), displayStyle: .struct)
    }

    /// Encodes `<redacted>` in place of the text.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }

    /// Decodes a text, but not `<redacted>`, so that an encoded copy is never mistaken for the secret.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard text != Self.redacted else {
            throw DecodingError.dataCorruptedError(
                in: container,
                debugDescription: "This is a redacted copy of a secret, which does not hold it any more."
            )
        }
        self.init(text)
    }

    private static let redacted = "<redacted>"
}
