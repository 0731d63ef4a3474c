extension BitString: ValueConvertible {
    /// BIT.
    public var sqlValue: Value { .bits(self) }

    /// Reads BIT.
    ///
    /// - Throws: `decoding` for everything else.
    public init(sqlValue: Value) throws(DuckDBError) {
        guard case .bits(let value) = sqlValue else { throw DuckDBError(sqlValue, isNot: "BitString") }
        self = value
    }
}

extension BigInteger: ValueConvertible {
    /// BIGNUM.
    public var sqlValue: Value { .bigInteger(self) }

    /// Reads BIGNUM and all other whole numbers.
    ///
    /// - Throws: `decoding` for everything else.
    public init(sqlValue: Value) throws(DuckDBError) {
        switch sqlValue {
        case .bigInteger(let value): self = value
        case .integer(let value): self.init(value)
        case .hugeInteger(let value): self.init(value)
        case .unsignedHugeInteger(let value): self.init(value)
        default: throw DuckDBError(sqlValue, isNot: "BigInteger")
        }
    }
}

extension Geometry: ValueConvertible {
    /// GEOMETRY.
    public var sqlValue: Value { .geometry(self) }

    /// Reads GEOMETRY.
    ///
    /// - Throws: `decoding` for everything else.
    public init(sqlValue: Value) throws(DuckDBError) {
        guard case .geometry(let value) = sqlValue else { throw DuckDBError(sqlValue, isNot: "Geometry") }
        self = value
    }
}
