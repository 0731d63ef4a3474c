extension TextBuffer {
    private static let zeros: UInt64 = 0x3030_3030_3030_3030

    /// The eight digits of a number below 10^8, each in a byte as a number 0 to 9, the first digit in the lowest byte.
    ///
    /// All at once: the number is split in halves, quarters and eighths that lie side by side in one word. A division by a
    /// power of ten is a multiplication whose result is exact for as many digits as a part has.
    @inline(__always)
    private static func eightDigits(_ number: UInt64) -> UInt64 {
        let fours = number / 10_000 | (number % 10_000) << 32
        let hundreds = (fours &* 10_486) >> 20 & 0x7F_0000_007F
        let twos = hundreds | (fours &- 100 &* hundreds) << 16
        let tens = (twos &* 103) >> 10 & 0x0F_000F_000F_000F
        return tens | (twos &- 10 &* tens) << 8
    }

    /// A whole number.
    @inline(__always)
    mutating func append(number: UInt64) {
        if number < 100_000_000 {
            let digits = Self.eightDigits(number)
            // Zero has a digit too.
            let unused = min(7, digits.trailingZeroBitCount >> 3)
            append((digits | Self.zeros) >> UInt64(unused &* 8), length: 8 &- unused)
        } else {
            appendLong(number)
        }
    }

    private mutating func appendLong(_ number: UInt64) {
        let (leading, rest) = number.quotientAndRemainder(dividingBy: 100_000_000)
        append(number: leading)
        append(Self.eightDigits(rest) | Self.zeros, length: 8)
    }

    @inline(__always)
    mutating func append(number: Int64) {
        if number < 0 { append(UInt8(ascii: "-")) }
        append(number: number.magnitude)
    }

    mutating func append(number: Int128) {
        if let small = Int64(exactly: number) { append(number: small) } else { append(text: String(number)) }
    }

    /// So many digits, up to eight, of a number that has no more, with zeros in front.
    @inline(__always)
    mutating func append(number: UInt64, width: Int) {
        append((Self.eightDigits(number) | Self.zeros) >> UInt64((8 &- width) &* 8), length: width)
    }

    /// A point and up to nine digits, without the zeros at the end; nothing for zero.
    mutating func append(fraction nanoseconds: Int64) {
        guard nanoseconds > 0 else { return }
        append(UInt8(ascii: "."))
        let leading = UInt64(nanoseconds) / 10
        let last = UInt64(nanoseconds) % 10
        let digits = Self.eightDigits(leading)
        if last != 0 {
            append(digits | Self.zeros, length: 8)
            append(UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: last))
        } else {
            append(digits | Self.zeros, length: 8 - digits.leadingZeroBitCount >> 3)
        }
    }

    /// A decimal: a whole number, the last `scale` digits of which stand after the point.
    @inline(__always)
    mutating func append(decimal unscaled: Int64, scale: Int) {
        guard 1...18 ~= scale else { return append(number: unscaled) }
        if unscaled < 0 { append(UInt8(ascii: "-")) }
        let (whole, rest) = unscaled.magnitude.quotientAndRemainder(dividingBy: Self.powers[scale])
        append(number: whole)
        append(UInt8(ascii: "."))
        appendPadded(rest, width: scale)
    }

    @inline(__always)
    private mutating func appendPadded(_ number: UInt64, width: Int) {
        guard width > 8 else { return append(number: number, width: width) }
        let (leading, rest) = number.quotientAndRemainder(dividingBy: 100_000_000)
        appendPadded(beyondEight: leading, width: width - 8)
        append(number: rest, width: 8)
    }

    private mutating func appendPadded(beyondEight number: UInt64, width: Int) {
        guard width > 8 else { return append(number: number, width: width) }
        let (leading, rest) = number.quotientAndRemainder(dividingBy: 100_000_000)
        append(number: leading, width: width - 8)
        append(number: rest, width: 8)
    }

    private static let powers: [UInt64] = (0...18).map { exponent in (0..<exponent).reduce(1) { power, _ in power * 10 }
    }
}

extension TextBuffer {
    /// The shortest digits that read back the same, as `description` has them; the caller has seen that it is finite.
    @inline(__always)
    mutating func append(finite number: Double) {
        if !appendShort(number) { append(text: number.description) }
    }

    mutating func append(finite number: Float) {
        append(text: number.description)
    }

    /// Numbers of few digits after the point, such as prices, without the general way.
    ///
    /// A quotient of two whole numbers below 2^53 is rounded to the nearest double, and so is a decimal that is read. When the
    /// quotient is the number, the decimal is one of its texts; with no more than 15 digits, no other as short as it is.
    @inline(__always)
    private mutating func appendShort(_ number: Double) -> Bool {
        let magnitude = number.magnitude
        guard magnitude < 1e11, magnitude >= 1e-3 || magnitude == 0 else { return false }
        var power = 1.0
        for scale in 0...4 {
            let scaled = magnitude * power
            let whole = scaled.rounded()
            if (scaled - whole).magnitude <= scaled * 0x1p-51, whole / power == magnitude {
                return appendShort(UInt64(whole), scale: scale, isNegative: number.sign == .minus)
            }
            power *= 10
        }
        return false
    }

    private mutating func appendShort(_ unscaled: UInt64, scale: Int, isNegative: Bool) -> Bool {
        if isNegative { append(UInt8(ascii: "-")) }
        let (whole, rest) = unscaled.quotientAndRemainder(dividingBy: Self.powers[scale])
        append(number: whole)
        append(UInt8(ascii: "."))
        append(number: rest, width: max(1, scale))
        return true
    }
}
