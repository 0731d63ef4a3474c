/// The fields of a structure, by name.
///
/// Nil becomes a field that is NULL, where other encoders leave it out: what the type can hold is then the same from value
/// to value.
struct KeyedSlots<Key: CodingKey>: KeyedEncodingContainerProtocol {
    let slot: EncodedSlot
    let codingPath: [any CodingKey]
    let keys: ColumnKeys

    func encodeNil(forKey key: Key) { add(.value(.null), key) }

    func encode<T: Encodable & ValueConvertible>(_ value: T, forKey key: Key) { add(.value(value.sqlValue), key) }

    func encode<T: Encodable>(_ value: T, forKey key: Key) throws {
        add(.value(try ValueEncoder.encode(value, keys: keys, codingPath: codingPath + [key])), key)
    }

    func encodeIfPresent<T: Encodable>(_ value: T?, forKey key: Key) throws {
        if let value { try encode(value, forKey: key) } else { encodeNil(forKey: key) }
    }

    // One by one: a generic one would not take the place of the defaults, which leave nil out.
    func encodeIfPresent(_ value: Bool?, forKey key: Key) { add(.value(value.sqlValue), key) }
    func encodeIfPresent(_ value: String?, forKey key: Key) { add(.value(value.sqlValue), key) }
    func encodeIfPresent(_ value: Double?, forKey key: Key) { add(.value(value.sqlValue), key) }
    func encodeIfPresent(_ value: Float?, forKey key: Key) { add(.value(value.sqlValue), key) }
    func encodeIfPresent(_ value: Int?, forKey key: Key) { add(.value(value.sqlValue), key) }
    func encodeIfPresent(_ value: Int8?, forKey key: Key) { add(.value(value.sqlValue), key) }
    func encodeIfPresent(_ value: Int16?, forKey key: Key) { add(.value(value.sqlValue), key) }
    func encodeIfPresent(_ value: Int32?, forKey key: Key) { add(.value(value.sqlValue), key) }
    func encodeIfPresent(_ value: Int64?, forKey key: Key) { add(.value(value.sqlValue), key) }
    func encodeIfPresent(_ value: Int128?, forKey key: Key) { add(.value(value.sqlValue), key) }
    func encodeIfPresent(_ value: UInt?, forKey key: Key) { add(.value(value.sqlValue), key) }
    func encodeIfPresent(_ value: UInt8?, forKey key: Key) { add(.value(value.sqlValue), key) }
    func encodeIfPresent(_ value: UInt16?, forKey key: Key) { add(.value(value.sqlValue), key) }
    func encodeIfPresent(_ value: UInt32?, forKey key: Key) { add(.value(value.sqlValue), key) }
    func encodeIfPresent(_ value: UInt64?, forKey key: Key) { add(.value(value.sqlValue), key) }
    func encodeIfPresent(_ value: UInt128?, forKey key: Key) { add(.value(value.sqlValue), key) }

    func nestedContainer<NestedKey: CodingKey>(
        keyedBy type: NestedKey.Type,
        forKey key: Key
    ) -> KeyedEncodingContainer<NestedKey> {
        next(key).container(keyedBy: type)
    }

    func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer { next(key).unkeyedContainer() }

    func superEncoder() -> any Encoder { next(NameKey("super")) }

    func superEncoder(forKey key: Key) -> any Encoder { next(key) }

    private func add(_ field: EncodedSlot.Part, _ key: any CodingKey) {
        slot.add(field, named: keys.name(for: key.stringValue))
    }

    private func next(_ key: any CodingKey) -> ValueEncoder {
        let encoder = ValueEncoder(slot: EncodedSlot(), codingPath: codingPath + [key], keys: keys)
        add(.slot(encoder.slot), key)
        return encoder
    }
}
