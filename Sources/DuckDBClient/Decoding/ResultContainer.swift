/// The columns of the current row, by name.
struct ResultContainer<Key: CodingKey>: KeyedDecodingContainerProtocol {
    let decoder: ResultDecoder

    var codingPath: [any CodingKey] { [] }
    var allKeys: [Key] { decoder.allKeys.compactMap { Key(stringValue: $0) } }

    func contains(_ key: Key) -> Bool { decoder.find(key.stringValue) != nil }

    func decodeNil(forKey key: Key) throws -> Bool {
        guard let column = decoder.find(key.stringValue) else { throw missing(key) }
        return try decoder.isNull(at: column)
    }

    func decode<T: Decodable>(_ type: T.Type, forKey key: Key) throws -> T {
        try value(type, at: take(key), key)
    }

    func decodeIfPresent<T: Decodable>(_ type: T.Type, forKey key: Key) throws -> T? {
        guard let column = decoder.take(key.stringValue), try !decoder.isNull(at: column) else { return nil }
        return try value(type, at: column, key)
    }

    private func value<T: Decodable>(_ type: T.Type, at column: Int, _ key: Key) throws -> T {
        try decoder.read(type, at: column) { try valueDecoder(at: column, key).unbox(type) }
    }

    private func take(_ key: Key) throws(DecodingError) -> Int {
        guard let column = decoder.take(key.stringValue) else { throw missing(key) }
        return column
    }

    private func missing(_ key: Key) -> DecodingError {
        let names = decoder.allKeys.sorted().joined(separator: ", ")
        return DecodingError.keyNotFound(key, .init(codingPath: [], debugDescription: "the names are: \(names)"))
    }

    private func valueDecoder(at column: Int, _ key: Key) throws -> ValueDecoder {
        ValueDecoder(value: try decoder.read(Value.self, at: column), codingPath: [key], keys: decoder.keys)
    }
}

// Nested

extension ResultContainer {
    func nestedContainer<NestedKey: CodingKey>(
        keyedBy type: NestedKey.Type,
        forKey key: Key
    ) throws -> KeyedDecodingContainer<NestedKey> {
        try valueDecoder(at: take(key), key).container(keyedBy: type)
    }

    func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
        try valueDecoder(at: take(key), key).unkeyedContainer()
    }

    func superDecoder() throws -> any Decoder { decoder }

    func superDecoder(forKey key: Key) throws -> any Decoder { try valueDecoder(at: take(key), key) }
}

// The types that a container is asked for one by one: known to the compiler, they are read without any detour.

extension ResultContainer {
    func decode(_: Bool.Type, forKey key: Key) throws -> Bool { try scalar(key) }
    func decodeIfPresent(_: Bool.Type, forKey key: Key) throws -> Bool? { try optional(key) }

    func decode(_: String.Type, forKey key: Key) throws -> String { try scalar(key) }
    func decodeIfPresent(_: String.Type, forKey key: Key) throws -> String? { try optional(key) }

    func decode(_: Double.Type, forKey key: Key) throws -> Double { try scalar(key) }
    func decodeIfPresent(_: Double.Type, forKey key: Key) throws -> Double? { try optional(key) }

    func decode(_: Float.Type, forKey key: Key) throws -> Float { try scalar(key) }
    func decodeIfPresent(_: Float.Type, forKey key: Key) throws -> Float? { try optional(key) }

    func decode(_: Int.Type, forKey key: Key) throws -> Int { try scalar(key) }
    func decodeIfPresent(_: Int.Type, forKey key: Key) throws -> Int? { try optional(key) }

    func decode(_: Int8.Type, forKey key: Key) throws -> Int8 { try scalar(key) }
    func decodeIfPresent(_: Int8.Type, forKey key: Key) throws -> Int8? { try optional(key) }

    func decode(_: Int16.Type, forKey key: Key) throws -> Int16 { try scalar(key) }
    func decodeIfPresent(_: Int16.Type, forKey key: Key) throws -> Int16? { try optional(key) }

    func decode(_: Int32.Type, forKey key: Key) throws -> Int32 { try scalar(key) }
    func decodeIfPresent(_: Int32.Type, forKey key: Key) throws -> Int32? { try optional(key) }

    func decode(_: Int64.Type, forKey key: Key) throws -> Int64 { try scalar(key) }
    func decodeIfPresent(_: Int64.Type, forKey key: Key) throws -> Int64? { try optional(key) }

    func decode(_: Int128.Type, forKey key: Key) throws -> Int128 { try scalar(key) }
    func decodeIfPresent(_: Int128.Type, forKey key: Key) throws -> Int128? { try optional(key) }

    func decode(_: UInt.Type, forKey key: Key) throws -> UInt { try scalar(key) }
    func decodeIfPresent(_: UInt.Type, forKey key: Key) throws -> UInt? { try optional(key) }

    func decode(_: UInt8.Type, forKey key: Key) throws -> UInt8 { try scalar(key) }
    func decodeIfPresent(_: UInt8.Type, forKey key: Key) throws -> UInt8? { try optional(key) }

    func decode(_: UInt16.Type, forKey key: Key) throws -> UInt16 { try scalar(key) }
    func decodeIfPresent(_: UInt16.Type, forKey key: Key) throws -> UInt16? { try optional(key) }

    func decode(_: UInt32.Type, forKey key: Key) throws -> UInt32 { try scalar(key) }
    func decodeIfPresent(_: UInt32.Type, forKey key: Key) throws -> UInt32? { try optional(key) }

    func decode(_: UInt64.Type, forKey key: Key) throws -> UInt64 { try scalar(key) }
    func decodeIfPresent(_: UInt64.Type, forKey key: Key) throws -> UInt64? { try optional(key) }

    func decode(_: UInt128.Type, forKey key: Key) throws -> UInt128 { try scalar(key) }
    func decodeIfPresent(_: UInt128.Type, forKey key: Key) throws -> UInt128? { try optional(key) }

    @inline(__always)
    private func scalar<T: ValueConvertible>(_ key: Key) throws -> T {
        try decoder.read(T.self, at: take(key))
    }

    @inline(__always)
    private func optional<T: ValueConvertible>(_ key: Key) throws -> T? {
        guard let column = decoder.take(key.stringValue) else { return nil }
        return try decoder.read(T?.self, at: column)
    }
}
