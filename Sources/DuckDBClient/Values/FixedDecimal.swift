/// An exact SQL DECIMAL: an integer and the number of its digits that stand after the point.
///
/// `FixedDecimal(unscaled: 12345, scale: 2)` is 123.45. DuckDB allows 38 digits in all.
public struct FixedDecimal: Sendable, Hashable {
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

extension FixedDecimal: CustomStringConvertible {
    /// Plain digits, such as `-0.05`, as DuckDB prints them.
    public var description: String {
        let digits = String(unscaled.magnitude)
        let sign = unscaled < 0 ? "-" : ""
        guard scale > 0 else { return sign + digits }
        let padded = String(repeating: "0", count: max(0, Int(scale) + 1 - digits.count)) + digits
        return "\(sign)\(padded.dropLast(Int(scale))).\(padded.suffix(Int(scale)))"
    }
}
