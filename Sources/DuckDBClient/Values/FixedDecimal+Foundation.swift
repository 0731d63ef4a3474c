#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

extension FixedDecimal {
    /// The same number as Foundation has it, with the fewest digits after the point; nil for NaN and for what needs more
    /// than 38 digits after the point or more than 128 bits of digits.
    public init?(_ decimal: Decimal) {
        self.init(decimal.description)
        guard scale <= 38 else { return nil }
    }
}

extension Decimal {
    /// The same number, or nil when its digits after the point are more than Foundation holds, which none of the engine's
    /// are.
    public init?(exactly decimal: FixedDecimal) {
        self.init(string: decimal.description)
        guard FixedDecimal(self) == decimal else { return nil }
    }
}
