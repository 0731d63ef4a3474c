/// The columns of the current row, by name.
struct RowContainer<Key: CodingKey>: KeyedDecodingContainerProtocol {
    let decoder: RowDecoder

    var codingPath: [any CodingKey] { [] }
    var allKeys: [Key] { decoder.allKeys.compactMap { Key(stringValue: $0) } }

    func contains(_ key: Key) -> Bool { decoder.find(key.stringValue) != nil }

    func decodeNil(forKey key: Key) throws -> Bool {
        guard let column = decoder.find(key.stringValue) else { throw missing(key) }
        return try decoder.isNull(at: column)
    }

    func decode<T: Decodable>(_ type: T.Type, forKey key: Key) throws -> T {
        guard let column = decoder.take(key.stringValue) else { throw missing(key) }
        return try value(type, at: column, key)
    }

    func decodeIfPresent<T: Decodable>(_ type: T.Type, forKey key: Key) throws -> T? {
        guard let column = decoder.take(key.stringValue), try !decoder.isNull(at: column) else { return nil }
        return try value(type, at: column, key)
    }

    func decodeIfPresent(_ type: Bool.Type, forKey key: Key) throws -> Bool? {
        try optional(type, forKey: key)
    }

    func decodeIfPresent(_ type: String.Type, forKey key: Key) throws -> String? {
        try optional(type, forKey: key)
    }

    func decodeIfPresent(_ type: Double.Type, forKey key: Key) throws -> Double? {
        try optional(type, forKey: key)
    }

    func decodeIfPresent(_ type: Float.Type, forKey key: Key) throws -> Float? {
        try optional(type, forKey: key)
    }

    func decodeIfPresent(_ type: Int.Type, forKey key: Key) throws -> Int? {
        try optional(type, forKey: key)
    }

    func decodeIfPresent(_ type: Int8.Type, forKey key: Key) throws -> Int8? {
        try optional(type, forKey: key)
    }

    func decodeIfPresent(_ type: Int16.Type, forKey key: Key) throws -> Int16? {
        try optional(type, forKey: key)
    }

    func decodeIfPresent(_ type: Int32.Type, forKey key: Key) throws -> Int32? {
        try optional(type, forKey: key)
    }

    func decodeIfPresent(_ type: Int64.Type, forKey key: Key) throws -> Int64? {
        try optional(type, forKey: key)
    }

    func decodeIfPresent(_ type: Int128.Type, forKey key: Key) throws -> Int128? {
        try optional(type, forKey: key)
    }

    func decodeIfPresent(_ type: UInt.Type, forKey key: Key) throws -> UInt? {
        try optional(type, forKey: key)
    }

    func decodeIfPresent(_ type: UInt8.Type, forKey key: Key) throws -> UInt8? {
        try optional(type, forKey: key)
    }

    func decodeIfPresent(_ type: UInt16.Type, forKey key: Key) throws -> UInt16? {
        try optional(type, forKey: key)
    }

    func decodeIfPresent(_ type: UInt32.Type, forKey key: Key) throws -> UInt32? {
        try optional(type, forKey: key)
    }

    func decodeIfPresent(_ type: UInt64.Type, forKey key: Key) throws -> UInt64? {
        try optional(type, forKey: key)
    }

    func decodeIfPresent(_ type: UInt128.Type, forKey key: Key) throws -> UInt128? {
        try optional(type, forKey: key)
    }

    /// The same for the types that a keyed container is asked for by name, which would otherwise be looked up three times.
    @inline(__always)
    private func optional<T: ValueConvertible>(_ type: T.Type, forKey key: Key) throws -> T? {
        guard let column = decoder.take(key.stringValue) else { return nil }
        return try decoder.read(T?.self, at: column)
    }

    @inline(__always)
    private func value<T: Decodable>(_ type: T.Type, at column: Int, _ key: Key) throws -> T {
        if let value = try decoder.native(type, at: column) { return value }
        return try valueDecoder(at: column, key).unbox(type)
    }

    func nestedContainer<NestedKey: CodingKey>(
        keyedBy type: NestedKey.Type,
        forKey key: Key
    ) throws -> KeyedDecodingContainer<NestedKey> {
        try nested(key).container(keyedBy: type)
    }

    func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
        try nested(key).unkeyedContainer()
    }

    func superDecoder() throws -> any Decoder { decoder }

    func superDecoder(forKey key: Key) throws -> any Decoder { try nested(key) }

    private func nested(_ key: Key) throws -> ValueDecoder {
        guard let column = decoder.take(key.stringValue) else { throw missing(key) }
        return try valueDecoder(at: column, key)
    }

    private func valueDecoder(at column: Int, _ key: Key) throws -> ValueDecoder {
        ValueDecoder(value: try decoder.value(at: column), codingPath: [key], keys: decoder.keys)
    }

    private func missing(_ key: Key) -> DecodingError {
        let names = decoder.allKeys.sorted().joined(separator: ", ")
        return DecodingError.keyNotFound(key, .init(codingPath: [], debugDescription: "the names are: \(names)"))
    }
}
