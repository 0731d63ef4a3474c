#if canImport(FoundationEssentials)
internal import FoundationEssentials
#else
internal import Foundation
#endif

/// Decodes one value: scalars directly, structures and maps as keyed, lists as unkeyed.
struct ValueDecoder: Decoder {
    let value: Value
    let codingPath: [any CodingKey]
    /// The value as it was read, a VARIANT included.
    private let whole: Value

    init(value: Value, codingPath: [any CodingKey]) {
        whole = value
        self.codingPath = codingPath
        // What a VARIANT holds decodes as it would from a column of its own.
        if case .variant(let content) = value { self.value = content } else { self.value = value }
    }

    var userInfo: [CodingUserInfoKey: Any] { [:] }

    func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
        KeyedDecodingContainer(KeyedValueContainer<Key>(fields: try fields(), codingPath: codingPath))
    }

    func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
        switch value {
        case .list(let values), .array(let values): UnkeyedValueContainer(values: values, codingPath: codingPath)
        case .blob(let bytes): UnkeyedValueContainer(values: bytes.map { .integer(Int64($0)) }, codingPath: codingPath)
        default: throw mismatch("a list")
        }
    }

    func singleValueContainer() throws -> any SingleValueDecodingContainer { self }

    private func fields() throws -> [String: Value] {
        switch value {
        case .structure(let fields):
            return Dictionary(fields.map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first })
        case .union(let member, let value): return [member: value]
        case .map(let entries):
            let pairs = try entries.map { entry in
                (try ValueDecoder(value: entry.key, codingPath: codingPath).unbox(String.self), entry.value)
            }
            return Dictionary(pairs, uniquingKeysWith: { first, _ in first })
        default: throw mismatch("a structure")
        }
    }

    /// Whether this client reads the type itself: Foundation's own `init(from:)` would want a number or a container.
    static func readsItself(_ type: any Decodable.Type) -> Bool {
        type is Date.Type || type is UUID.Type || type is Data.Type || type is any NativeValue.Type
    }

    /// The value as `type`, by way of `type`'s own `init(from:)` unless it is one this client reads itself.
    func unbox<T: Decodable>(_ type: T.Type) throws -> T {
        guard Self.readsItself(type) else { return try T(from: self) }
        guard let native = native(type) as? T else { throw mismatch("\(type)") }
        return native
    }

    private func native(_ type: any Decodable.Type) -> Any? {
        if type is Value.Type { return whole }
        return switch value {
        case .timestamp(let timestamp): type is Date.Type ? timestamp.date : timestamp
        case .uuid(let uuid): uuid
        case .blob(let bytes): Data(bytes)
        case .decimal(let decimal): decimal
        case .date(let date): date
        case .time(let time): time
        case .interval(let interval): interval
        case .bits(let bits): bits
        case .bigInteger(let number): number
        case .geometry(let geometry): geometry
        default: nil
        }
    }

    func mismatch(_ expected: String) -> DecodingError {
        let found = value.isNull ? "NULL" : "a \(value.kind)"
        let context = DecodingError.Context(codingPath: codingPath, debugDescription: "\(found) is not \(expected)")
        return DecodingError.dataCorrupted(context)
    }
}

extension ValueDecoder: SingleValueDecodingContainer {
    func decodeNil() -> Bool { value.isNull }

    func decode(_ type: Bool.Type) throws -> Bool {
        guard case .boolean(let value) = value else { throw mismatch("Bool") }
        return value
    }

    func decode(_ type: String.Type) throws -> String {
        guard case .text(let value) = value else { throw mismatch("String") }
        return value
    }

    func decode(_ type: Double.Type) throws -> Double {
        switch value {
        case .double(let value): return value
        case .float(let value): return Double(value)
        case .decimal(let value): return value.doubleValue
        case .integer(let value): return try exactly(Double(exactly: value), "Double without loss")
        case .hugeInteger(let value): return try exactly(Double(exactly: value), "Double without loss")
        default: throw mismatch("Double")
        }
    }

    func decode(_ type: Float.Type) throws -> Float {
        if case .float(let value) = value { return value }
        return try exactly(Float(exactly: decode(Double.self)), "Float without loss")
    }

    func decode(_ type: Int.Type) throws -> Int { try integer() }
    func decode(_ type: Int8.Type) throws -> Int8 { try integer() }
    func decode(_ type: Int16.Type) throws -> Int16 { try integer() }
    func decode(_ type: Int32.Type) throws -> Int32 { try integer() }
    func decode(_ type: Int64.Type) throws -> Int64 { try integer() }
    func decode(_ type: Int128.Type) throws -> Int128 { try integer() }
    func decode(_ type: UInt.Type) throws -> UInt { try integer() }
    func decode(_ type: UInt8.Type) throws -> UInt8 { try integer() }
    func decode(_ type: UInt16.Type) throws -> UInt16 { try integer() }
    func decode(_ type: UInt32.Type) throws -> UInt32 { try integer() }
    func decode(_ type: UInt64.Type) throws -> UInt64 { try integer() }
    func decode(_ type: UInt128.Type) throws -> UInt128 { try integer() }
    func decode<T: Decodable>(_ type: T.Type) throws -> T { try unbox(type) }

    private func integer<T: FixedWidthInteger>() throws -> T {
        switch value {
        case .integer(let value): try exactly(T(exactly: value), "in the range of \(T.self)")
        case .hugeInteger(let value): try exactly(T(exactly: value), "in the range of \(T.self)")
        case .bigInteger(let value): try exactly(T(exactly: value), "in the range of \(T.self)")
        case .unsignedHugeInteger(let value): try exactly(T(exactly: value), "in the range of \(T.self)")
        default: throw mismatch("\(T.self)")
        }
    }

    private func exactly<T>(_ converted: T?, _ expected: String) throws -> T {
        guard let converted else { throw mismatch(expected) }
        return converted
    }
}
