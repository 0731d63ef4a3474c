/// One value without keys.
struct SingleSlot: SingleValueEncodingContainer {
    let slot: EncodedSlot
    let codingPath: [any CodingKey]
    let keys: ColumnKeys

    func encodeNil() { slot.set(.null) }

    func encode<T: Encodable>(_ value: T) throws {
        slot.set(try ValueEncoder.encode(value, keys: keys, codingPath: codingPath))
    }
}
