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

    /// Reads BIGNUM.
    ///
    /// - Throws: `decoding` for everything else.
    public init(sqlValue: Value) throws(DuckDBError) {
        guard case .bigInteger(let value) = sqlValue else { throw DuckDBError(sqlValue, isNot: "BigInteger") }
        self = value
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
