/// A BIGNUM: a whole number of any size, up to 8,388,607 bytes in the engine.
///
/// It carries numbers exactly and does no arithmetic: make an `Int128(exactly:)` or another integer of it, or do the arithmetic
/// in SQL. Conversion from and to decimal text takes time that grows with the square of the digits: microseconds
/// for a thousand digits, many seconds for a million.
public struct BigInteger: Sendable, Hashable {
    /// Whether the number is below zero.
    public let isNegative: Bool
    /// The number without its sign, most significant byte first, without leading zeros; empty for zero.
    public let magnitude: [UInt8]

    /// Makes a number of a sign and a magnitude, most significant byte first.
    ///
    /// Leading zeros are dropped, and zero has no sign.
    public init(isNegative: Bool, magnitude: [UInt8]) {
        self.magnitude = Array(magnitude.drop { $0 == 0 })
        self.isNegative = isNegative && !self.magnitude.isEmpty
    }

    /// Makes the number that an integer is.
    public init(_ value: some BinaryInteger) {
        var bytes: [UInt8] = []
        var rest = value.magnitude
        while rest != 0 {
            bytes.append(UInt8(truncatingIfNeeded: rest))
            rest >>= 8
        }
        self.init(isNegative: value < 0, magnitude: bytes.reversed())
    }

    /// The engine's limit, of a length in 23 bits.
    private static let maximumByteCount = 0x7F_FFFF

    /// Reads the engine's form: three bytes of which the highest bit is set and the rest is the length, then the
    /// magnitude; all bytes inverted for a negative number, so that numbers sort as their bytes do.
    ///
    /// - Throws: `serialization` for what no BIGNUM looks like.
    init(engineBytes bytes: [UInt8]) throws(DuckDBError) {
        let isNegative = bytes.first.map { $0 & 0x80 == 0 } ?? false
        let plain = isNegative ? bytes.map { ~$0 } : bytes
        let length = plain.prefix(3).reduce(0) { $0 << 8 | Int($1) } & Self.maximumByteCount
        guard plain.count > 3, length == plain.count - 3 else {
            throw DuckDBError(code: .serialization, message: "A BIGNUM of \(bytes.count) bytes is damaged.")
        }
        self.init(isNegative: isNegative, magnitude: Array(plain.dropFirst(3)))
    }

    /// The engine's form, as ``init(engineBytes:)`` reads it.
    ///
    /// - Throws: As ``engineMagnitude()``.
    func engineBytes() throws(DuckDBError) -> [UInt8] {
        let magnitude = try engineMagnitude()
        let header = UInt32(magnitude.count) | 0x80_0000
        let plain = [UInt8(header >> 16), UInt8(header >> 8 & 0xFF), UInt8(header & 0xFF)] + magnitude
        return isNegative ? plain.map { ~$0 } : plain
    }

    /// The magnitude as the engine takes it, which has a byte for zero too.
    ///
    /// - Throws: `outOfRange` for more bytes than a BIGNUM holds.
    func engineMagnitude() throws(DuckDBError) -> [UInt8] {
        guard magnitude.count <= Self.maximumByteCount else {
            throw DuckDBError(
                code: .outOfRange,
                message: "A BIGNUM holds \(Self.maximumByteCount) bytes at most, not \(magnitude.count)."
            )
        }
        return magnitude.isEmpty ? [0] : magnitude
    }
}

extension BigInteger: ExpressibleByIntegerLiteral {
    /// Makes the number that is written.
    public init(integerLiteral value: Int64) { self.init(value) }
}

extension BigInteger: Comparable {
    /// Whether the left number is the smaller one.
    public static func < (left: BigInteger, right: BigInteger) -> Bool {
        guard left.isNegative == right.isNegative else { return left.isNegative }
        let (smaller, larger) = left.isNegative ? (right, left) : (left, right)
        guard smaller.magnitude.count == larger.magnitude.count else {
            return smaller.magnitude.count < larger.magnitude.count
        }
        return smaller.magnitude.lexicographicallyPrecedes(larger.magnitude)
    }
}

extension FixedWidthInteger {
    /// The same number, or nil when this type does not reach that far.
    public init?(exactly number: BigInteger) {
        guard number.magnitude.count <= (Self.bitWidth + 7) / 8 else { return nil }
        let magnitude = number.magnitude.reduce(Magnitude(0)) { $0 << 8 | Magnitude(truncatingIfNeeded: $1) }
        let limit = number.isNegative ? Self.min.magnitude : Self.max.magnitude
        guard magnitude <= limit else { return nil }
        self.init(truncatingIfNeeded: number.isNegative ? 0 &- magnitude : magnitude)
    }
}
