/// A BIT: a row of bits, the first one the most significant.
///
/// The engine stores the number of unused bits in a byte of its own before the bits, and sets those unused bits; neither is
/// part of this type, which two equal rows of bits compare equal by. A BIT of the engine has at least one bit.
public struct BitString: Sendable, Hashable {
    /// The bits, eight a byte and aligned to the right, so that the unused bits are the highest of the first byte: zeros.
    public let bytes: [UInt8]
    /// The number of bits.
    public let count: Int

    /// Makes a row of bits.
    public init(_ bits: some Collection<Bool>) {
        var bytes = [UInt8](repeating: 0, count: (bits.count + 7) / 8)
        let unused = bytes.count * 8 - bits.count
        for (index, bit) in bits.enumerated() where bit {
            bytes[(index + unused) / 8] |= 0x80 >> UInt8((index + unused) % 8)
        }
        self.bytes = bytes
        count = bits.count
    }

    /// Makes a row of bits from a text such as `0101`; nil for any other character.
    public init?(_ text: String) {
        guard text.utf8.allSatisfy({ $0 == UInt8(ascii: "0") || $0 == UInt8(ascii: "1") }) else { return nil }
        self.init(text.utf8.map { $0 == UInt8(ascii: "1") })
    }

    /// Reads the engine's form: the number of unused bits, then the bytes.
    ///
    /// - Throws: `serialization` for what no BIT looks like.
    init(engineBytes bytes: [UInt8]) throws(DuckDBError) {
        guard bytes.count > 1, bytes[0] < 8 else {
            throw DuckDBError(code: .serialization, message: "A BIT of \(bytes.count) bytes is damaged.")
        }
        var bits = Array(bytes.dropFirst())
        bits[0] &= 0xFF >> bytes[0]
        self.bytes = bits
        count = bits.count * 8 - Int(bytes[0])
    }

    /// The engine's form, with the unused bits set: it compares them too.
    ///
    /// - Throws: `outOfRange` for no bits at all, which the engine has no text for and does not cast back.
    func engineBytes() throws(DuckDBError) -> [UInt8] {
        guard var first = bytes.first else {
            throw DuckDBError(code: .outOfRange, message: "A BIT has one bit at least.")
        }
        let unused = UInt8(bytes.count * 8 - count)
        first |= ~(0xFF >> unused)
        return [unused, first] + bytes.dropFirst()
    }
}

extension BitString: RandomAccessCollection {
    /// The position of the first bit.
    public var startIndex: Int { 0 }
    /// The position after the last bit.
    public var endIndex: Int { count }

    /// One bit, counted from the first, which is the most significant.
    public subscript(index: Int) -> Bool {
        precondition(indices.contains(index), "There is no such bit.")
        let place = index + bytes.count * 8 - count
        return bytes[place / 8] & (0x80 >> UInt8(place % 8)) != 0
    }
}

extension BitString: LosslessStringConvertible {
    /// The bits as `0` and `1`.
    public var description: String { String(map { $0 ? "1" : "0" }) }
}
