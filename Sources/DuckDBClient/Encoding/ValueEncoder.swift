/// Encodes one value into a slot: keyed types as structures, lists as lists, anything ``ValueConvertible`` as it says.
struct ValueEncoder: Encoder {
    let slot: EncodedSlot
    let codingPath: [any CodingKey]
    let keys: ColumnKeys
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    static func encode(
        _ value: some Encodable,
        keys: ColumnKeys,
        codingPath: [any CodingKey]
    ) throws -> Value {
        if let value = value as? any ValueConvertible { return value.sqlValue }
        if let dictionary = value as? any EncodableDictionary {
            return try dictionary.map { part in try part.encoded(keys: keys, codingPath: codingPath) }
        }
        let slot = EncodedSlot()
        try value.encode(to: ValueEncoder(slot: slot, codingPath: codingPath, keys: keys))
        return slot.value
    }

    func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
        slot.become(.fields([]))
        return KeyedEncodingContainer(KeyedSlots<Key>(slot: slot, codingPath: codingPath, keys: keys))
    }

    func unkeyedContainer() -> any UnkeyedEncodingContainer {
        slot.become(.elements([]))
        return UnkeyedSlots(slot: slot, codingPath: codingPath, keys: keys)
    }

    func singleValueContainer() -> any SingleValueEncodingContainer {
        SingleSlot(slot: slot, codingPath: codingPath, keys: keys)
    }
}

extension Encodable {
    fileprivate func encoded(keys: ColumnKeys, codingPath: [any CodingKey]) throws -> Value {
        try ValueEncoder.encode(self, keys: keys, codingPath: codingPath)
    }
}

/// A dictionary of any encodable parts: Foundation's own way would make a structure, a map or a list of it, by its keys.
private protocol EncodableDictionary {
    func map(_ encode: (any Encodable) throws -> Value) throws -> Value
}

extension Dictionary: EncodableDictionary where Key: Encodable, Value: Encodable {
    fileprivate func map(_ encode: (any Encodable) throws -> DuckDBClient.Value) throws -> DuckDBClient.Value {
        .map(try map { MapEntry(key: try encode($0.key), value: try encode($0.value)) })
    }
}
