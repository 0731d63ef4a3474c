/// The elements of a list, in order.
struct UnkeyedSlots: UnkeyedEncodingContainer {
    let slot: EncodedSlot
    let codingPath: [any CodingKey]
    let keys: ColumnKeys

    var count: Int { slot.count }

    func encodeNil() { slot.add(.value(.null)) }

    func encode<T: Encodable & ValueConvertible>(_ value: T) { slot.add(.value(value.sqlValue)) }

    func encode<T: Encodable>(_ value: T) throws {
        slot.add(.value(try ValueEncoder.encode(value, keys: keys, codingPath: nextPath)))
    }

    func nestedContainer<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
        next().container(keyedBy: type)
    }

    func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer { next().unkeyedContainer() }

    func superEncoder() -> any Encoder { next() }

    private var nextPath: [any CodingKey] { codingPath + [NameKey(String(count))] }

    private func next() -> ValueEncoder {
        let encoder = ValueEncoder(slot: EncodedSlot(), codingPath: nextPath, keys: keys)
        slot.add(.slot(encoder.slot))
        return encoder
    }
}
