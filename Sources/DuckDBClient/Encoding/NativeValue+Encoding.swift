extension NativeValue {
    /// Writes the value to a parameter or a row.
    ///
    /// - Throws: `EncodingError` when the encoder is not one of this client's.
    public func encode(to encoder: any Encoder) throws {
        guard let encoder = encoder as? ValueEncoder else {
            let text = "\(Self.self) encodes for DuckDBClient only"
            throw EncodingError.invalidValue(self, .init(codingPath: encoder.codingPath, debugDescription: text))
        }
        encoder.slot.set(sqlValue)
    }
}
