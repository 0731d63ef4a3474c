import BenchmarkSupport
import DuckDBClient

/// What Swift's Codable costs by itself: the structure of the Decodable reader, a million times, from a decoder that reads
/// nothing and answers every key with a constant.
///
/// No decoder of `Decodable` types can take less, whatever it reads from.
final class CodableFloor {
    static let name = "Swift: Codable with nothing to read"

    /// The nanoseconds for so many structures.
    static func time(count: Int) throws -> Int64 {
        let decoder = CodableFloor()
        let start = Clock.now
        var readings: [Reading] = []
        readings.reserveCapacity(count)
        for _ in 0..<count { readings.append(try Reading(from: decoder)) }
        let nanoseconds = Clock.now - start
        guard readings.count == count, readings.last?.quantity == 1 else { throw BenchmarkError("Codable failed.") }
        return nanoseconds
    }

    private struct Reading: Decodable {
        let id: Int64
        let amount: Double
        let name: String
        let taken: Constant
        let quantity: Int32?
    }

    /// Stands for a type that a decoder hands out itself, as the client does with `Timestamp`.
    fileprivate struct Constant: Decodable {
        init() {}
        init(from decoder: any Decoder) throws {}
    }

    fileprivate struct Container<Key: CodingKey>: KeyedDecodingContainerProtocol {
        let decoder: CodableFloor
        var codingPath: [any CodingKey] { [] }
        var allKeys: [Key] { [] }
        func contains(_ key: Key) -> Bool { true }
        func decodeNil(forKey key: Key) throws -> Bool { false }
        func decode(_ type: Int64.Type, forKey key: Key) throws -> Int64 { 1 }
        func decode(_ type: Double.Type, forKey key: Key) throws -> Double { 1 }
        func decode(_ type: String.Type, forKey key: Key) throws -> String { "" }
        func decodeIfPresent(_ type: Int32.Type, forKey key: Key) throws -> Int32? { 1 }

        func decode<T: Decodable>(_ type: T.Type, forKey key: Key) throws -> T {
            guard type == Constant.self else { throw BenchmarkError("\(type) was not expected.") }
            // One type, as was just seen; a cast would take longer than all the rest.
            return unsafeBitCast(Constant(), to: T.self)
        }

        func nestedContainer<Nested: CodingKey>(
            keyedBy type: Nested.Type,
            forKey key: Key
        ) throws -> KeyedDecodingContainer<Nested> { try decoder.container(keyedBy: type) }

        func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
            try decoder.unkeyedContainer()
        }

        func superDecoder() throws -> any Decoder { decoder }
        func superDecoder(forKey key: Key) throws -> any Decoder { decoder }
    }
}

extension CodableFloor: Decoder {
    var codingPath: [any CodingKey] { [] }
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
        KeyedDecodingContainer(Container(decoder: self))
    }

    func unkeyedContainer() throws -> any UnkeyedDecodingContainer { throw BenchmarkError("Only keys were expected.") }
    func singleValueContainer() throws -> any SingleValueDecodingContainer { throw BenchmarkError("Only keys.") }
}
