#if canImport(FoundationEssentials)
internal import FoundationEssentials
#else
internal import Foundation
#endif

/// Decodes one value: scalars directly, structures and maps as keyed, lists as unkeyed.
struct ValueDecoder: Decoder {
    let value: Value
    let codingPath: [any CodingKey]
    let keys: ColumnKeys
    /// The value as it was read, a VARIANT included.
    private let whole: Value

    init(value: Value, codingPath: [any CodingKey], keys: ColumnKeys) {
        whole = value
        self.codingPath = codingPath
        self.keys = keys
        // What a VARIANT holds decodes as it would from a column of its own.
        if case .variant(let content) = value { self.value = content } else { self.value = value }
    }

    var userInfo: [CodingUserInfoKey: Any] { [:] }

    func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
        KeyedDecodingContainer(KeyedValueContainer<Key>(fields: try fields(), codingPath: codingPath, keys: keys))
    }

    func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
        let values: [Value] =
            switch value {
            case .list(let values), .array(let values): values
            case .blob(let bytes): bytes.map { .integer(Int64($0)) }
            // A dictionary whose keys are neither strings nor integers asks for its keys and values in turn.
            case .map(let entries): entries.flatMap { [$0.key, $0.value] }
            default: throw mismatch("a list")
            }
        return UnkeyedValueContainer(values: values, codingPath: codingPath, keys: keys)
    }

    func singleValueContainer() throws -> any SingleValueDecodingContainer { self }

    private func fields() throws -> [String: Value] {
        switch value {
        case .structure(let fields):
            return Dictionary(
                fields.map { (keys.key(for: $0.name), $0.value) },
                uniquingKeysWith: { first, _ in first }
            )
        case .union(let member, let value): return [keys.key(for: member): value]
        case .map(let entries):
            let pairs = try entries.map { entry in
                (try name(of: entry.key), entry.value)
            }
            return Dictionary(pairs, uniquingKeysWith: { first, _ in first })
        default: throw mismatch("a structure")
        }
    }

    /// A key of a MAP as a coding key: a text, or a whole number for a dictionary of those.
    private func name(of key: Value) throws -> String {
        if case .integer(let number) = key { return String(number) }
        return try ValueDecoder(value: key, codingPath: codingPath, keys: keys).unbox(String.self)
    }

    /// The value as `type`: as ``ValueConvertible`` where it is that, otherwise by way of its own `init(from:)`.
    func unbox<T: Decodable>(_ type: T.Type) throws -> T {
        guard let convertible = type as? any ValueConvertible.Type else { return try T(from: self) }
        guard let value = try convert(convertible) as? T else { throw mismatch("\(type)") }
        return value
    }

    private func convert<T: ValueConvertible>(_ type: T.Type) throws -> T {
        do throws(DuckDBError) {
            return try T(sqlValue: type is Value.Type ? whole : value)
        } catch {
            throw DecodingError.dataCorrupted(.init(codingPath: codingPath, debugDescription: error.message))
        }
    }

    private func mismatch(_ expected: String) -> DecodingError {
        let text = DuckDBError(value, isNot: expected).message
        return DecodingError.dataCorrupted(.init(codingPath: codingPath, debugDescription: text))
    }
}

extension ValueDecoder: SingleValueDecodingContainer {
    func decodeNil() -> Bool { value.isNull }
    func decode(_ type: Bool.Type) throws -> Bool { try convert(type) }
    func decode(_ type: String.Type) throws -> String { try convert(type) }
    func decode(_ type: Double.Type) throws -> Double { try convert(type) }
    func decode(_ type: Float.Type) throws -> Float { try convert(type) }
    func decode(_ type: Int.Type) throws -> Int { try convert(type) }
    func decode(_ type: Int8.Type) throws -> Int8 { try convert(type) }
    func decode(_ type: Int16.Type) throws -> Int16 { try convert(type) }
    func decode(_ type: Int32.Type) throws -> Int32 { try convert(type) }
    func decode(_ type: Int64.Type) throws -> Int64 { try convert(type) }
    func decode(_ type: Int128.Type) throws -> Int128 { try convert(type) }
    func decode(_ type: UInt.Type) throws -> UInt { try convert(type) }
    func decode(_ type: UInt8.Type) throws -> UInt8 { try convert(type) }
    func decode(_ type: UInt16.Type) throws -> UInt16 { try convert(type) }
    func decode(_ type: UInt32.Type) throws -> UInt32 { try convert(type) }
    func decode(_ type: UInt64.Type) throws -> UInt64 { try convert(type) }
    func decode(_ type: UInt128.Type) throws -> UInt128 { try convert(type) }
    func decode<T: Decodable>(_ type: T.Type) throws -> T { try unbox(type) }
}
