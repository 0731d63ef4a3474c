extension VectorWriter {
    func integer<T: FixedWidthInteger>(_ value: Value, _: T.Type) throws(DuckDBError) -> T {
        let number: T? =
            switch value {
            case .integer(let value): T(exactly: value)
            case .hugeInteger(let value): T(exactly: value)
            case .unsignedHugeInteger(let value): T(exactly: value)
            case .bigInteger(let value): T(exactly: value)
            default: throw DuckDBError(value, isNot: type)
            }
        guard let number else { throw DuckDBError(encoding: "the whole number is out of the type's range") }
        return number
    }

    /// A whole number too, where a double holds it exactly.
    func double(_ value: Value) throws(DuckDBError) -> Double {
        let number: Double? =
            switch value {
            case .double(let value): value
            case .float(let value): Double(value)
            case .integer(let value): Double(exactly: value)
            case .hugeInteger(let value): Double(exactly: value)
            case .unsignedHugeInteger(let value): Double(exactly: value)
            default: throw DuckDBError(value, isNot: type)
            }
        guard let number else { throw DuckDBError(encoding: "the number would lose digits") }
        return number
    }

    func float(_ value: Value) throws(DuckDBError) -> Float {
        if case .float(let value) = value { return value }
        let wide = try double(value)
        guard let number = wide.isNaN ? Float.nan : Float(exactly: wide) else {
            throw DuckDBError(encoding: "the number would lose digits")
        }
        return number
    }

    /// The digits of a DECIMAL or a whole number at another scale.
    func unscaled(_ value: Value, _ width: UInt8, _ scale: UInt8) throws(DuckDBError) -> Int128 {
        let decimal: FixedDecimal
        switch value {
        case .decimal(let value): decimal = value
        default: decimal = FixedDecimal(unscaled: try integer(value, Int128.self), scale: 0)
        }
        guard let unscaled = decimal.unscaled(atScale: scale), unscaled.magnitude < Int128.powerOfTen(Int(width)) else {
            throw DuckDBError(encoding: "the number has more digits than the type, before the point or after it")
        }
        return unscaled
    }

    /// The engine stores a DECIMAL in the narrowest integer that holds its width.
    func store(unscaled: Int128, width: UInt8, at row: Int) {
        switch width {
        case ...4: store(Int16(truncatingIfNeeded: unscaled), at: row)
        case ...9: store(Int32(truncatingIfNeeded: unscaled), at: row)
        case ...18: store(Int64(truncatingIfNeeded: unscaled), at: row)
        default: store(unscaled, at: row)
        }
    }
}

extension FixedDecimal {
    /// The digits of the same number at another scale; nil when one would be lost, or there would be too many.
    fileprivate func unscaled(atScale scale: UInt8) -> Int128? {
        let (from, to) = (Int(self.scale), Int(scale))
        guard unscaled != 0, from != to else { return unscaled }
        guard abs(from - to) <= 38 else { return nil }
        let power = Int128.powerOfTen(abs(from - to))
        guard from > to else {
            let (product, overflows) = unscaled.multipliedReportingOverflow(by: power)
            return overflows ? nil : product
        }
        let (quotient, remainder) = unscaled.quotientAndRemainder(dividingBy: power)
        return remainder == 0 ? quotient : nil
    }
}

extension Int128 {
    /// 10 to the power of 0 to 38.
    fileprivate static func powerOfTen(_ exponent: Int) -> Int128 {
        (0..<exponent).reduce(1) { power, _ in power * 10 }
    }
}
