/// An exact SQL DECIMAL: an integer and the number of its digits that stand after the point.
///
/// `FixedDecimal(unscaled: 12345, scale: 2)` is 123.45. DuckDB allows 38 digits in all. Decimals compare by what they are
/// worth, as in SQL: 1.5 equals 1.50. The scale is kept all the same, in `description` too.
public struct FixedDecimal: Sendable {
    /// All digits, as an integer.
    public let unscaled: Int128
    /// How many of the digits stand after the point, 0 to 38.
    public let scale: UInt8

    /// Makes a decimal of `unscaled` × 10^-`scale`.
    public init(unscaled: Int128, scale: UInt8) {
        self.unscaled = unscaled
        self.scale = scale
    }

    /// The nearest double; exact for up to 15 digits.
    public var doubleValue: Double { Double(description) ?? .nan }
}

extension FixedDecimal: Comparable, Hashable {
    /// Whether both are worth the same, whatever their scales.
    public static func == (left: FixedDecimal, right: FixedDecimal) -> Bool {
        left.scale == right.scale ? left.unscaled == right.unscaled : left.reduced == right.reduced
    }

    /// Whether the left one is worth less.
    public static func < (left: FixedDecimal, right: FixedDecimal) -> Bool {
        // One that cannot be given the other's digits after the point is the larger by far, on its side of zero.
        guard let leftUnscaled = left.unscaled(scale: max(left.scale, right.scale)) else { return left.unscaled < 0 }
        guard let rightUnscaled = right.unscaled(scale: max(left.scale, right.scale)) else { return right.unscaled > 0 }
        return leftUnscaled < rightUnscaled
    }

    /// Hashes what it is worth.
    public func hash(into hasher: inout Hasher) {
        let reduced = reduced
        hasher.combine(reduced.unscaled)
        hasher.combine(reduced.scale)
    }

    /// Without trailing zeros after the point: one form for all that are worth the same.
    private var reduced: (unscaled: Int128, scale: UInt8) {
        var (unscaled, scale) = (unscaled, unscaled == 0 ? 0 : scale)
        while scale > 0, unscaled % 10 == 0 {
            unscaled /= 10
            scale -= 1
        }
        return (unscaled, scale)
    }

    /// The digits with more zeros after the point; nil when they do not fit.
    private func unscaled(scale: UInt8) -> Int128? {
        var unscaled = unscaled
        for _ in self.scale..<scale {
            let (product, overflows) = unscaled.multipliedReportingOverflow(by: 10)
            guard !overflows else { return nil }
            unscaled = product
        }
        return unscaled
    }
}

extension FixedDecimal: LosslessStringConvertible {
    /// Makes the decimal that plain digits stand for, such as `-0.05`, with as many after the point as the text has.
    ///
    /// Nil for any other text, exponents and separators included, and for more digits than 128 bits hold.
    public init?(_ text: String) {
        let isSigned = text.hasPrefix("-") || text.hasPrefix("+")
        let parts = text.utf8.dropFirst(isSigned ? 1 : 0).split(
            separator: UInt8(ascii: "."),
            maxSplits: 1,
            omittingEmptySubsequences: false
        )
        let digits = parts.joined()
        guard
            !digits.isEmpty, digits.allSatisfy({ UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }),
            let scale = UInt8(exactly: parts.count > 1 ? parts[1].count : 0),
            let unscaled = Int128((text.hasPrefix("-") ? "-" : "") + String(decoding: Array(digits), as: UTF8.self))
        else { return nil }
        self.init(unscaled: unscaled, scale: scale)
    }

    /// Plain digits, such as `-0.05`, as DuckDB prints them.
    public var description: String {
        let digits = String(unscaled.magnitude)
        let sign = unscaled < 0 ? "-" : ""
        guard scale > 0 else { return sign + digits }
        let padded = String(repeating: "0", count: max(0, Int(scale) + 1 - digits.count)) + digits
        return "\(sign)\(padded.dropLast(Int(scale))).\(padded.suffix(Int(scale)))"
    }
}
