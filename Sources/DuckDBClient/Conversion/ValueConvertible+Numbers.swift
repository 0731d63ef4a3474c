// The numbers that a vector has as they are.

extension ValueConvertible where Self: VectorElement {
    /// Loads the cell where the column has this very type.
    @inlinable
    public static func _read(_ cell: borrowing VectorCell) throws(DuckDBError) -> Self {
        guard cell.kind == _storage.kind, cell.isValid else { return try cell.convert(Self.self) }
        return cell.load(Self.self)
    }

    /// Stores the cell where the column has this very type.
    @inlinable
    public func _write(to writer: VectorWriter, at row: Int) throws(DuckDBError) {
        guard writer.kind == Self._storage.kind, writer.holds(row) else { return try writer.convert(self, at: row) }
        writer.storeValid(self, at: row)
    }
}

extension ValueConvertible where Self: VectorElement & FixedWidthInteger {
    /// BIGINT where it fits, else HUGEINT or UHUGEINT.
    public var sqlValue: Value {
        if let value = Int64(exactly: self) { return .integer(value) }
        return Int128(exactly: self).map(Value.hugeInteger) ?? .unsignedHugeInteger(UInt128(truncatingIfNeeded: self))
    }

    /// Reads any whole number that is in the type's range.
    ///
    /// - Throws: `decoding` out of range, and for everything that is not a whole number.
    public init(sqlValue: Value) throws(DuckDBError) {
        let value: Self? =
            switch sqlValue {
            case .integer(let value): Self(exactly: value)
            case .hugeInteger(let value): Self(exactly: value)
            case .unsignedHugeInteger(let value): Self(exactly: value)
            case .bigInteger(let value): Self(exactly: value)
            default: throw DuckDBError(sqlValue, isNot: "\(Self.self)")
            }
        guard let value else { throw DuckDBError(sqlValue, isNot: "in the range of \(Self.self)") }
        self = value
    }
}

extension Int8: ValueConvertible {}
extension Int16: ValueConvertible {}
extension Int32: ValueConvertible {}
extension Int64: ValueConvertible {}
extension Int: ValueConvertible {}
extension Int128: ValueConvertible {}
extension UInt8: ValueConvertible {}
extension UInt16: ValueConvertible {}
extension UInt32: ValueConvertible {}
extension UInt64: ValueConvertible {}
extension UInt: ValueConvertible {}
extension UInt128: ValueConvertible {}

extension Double: ValueConvertible {
    /// DOUBLE.
    public var sqlValue: Value { .double(self) }

    /// Reads DOUBLE and FLOAT, the nearest double of a DECIMAL, and whole numbers that a double holds exactly.
    ///
    /// - Throws: `decoding` for a whole number that would lose digits, and for everything else.
    public init(sqlValue: Value) throws(DuckDBError) {
        let value: Double? =
            switch sqlValue {
            case .double(let value): value
            case .float(let value): Double(value)
            case .decimal(let value): value.doubleValue
            case .integer(let value): Double(exactly: value)
            case .hugeInteger(let value): Double(exactly: value)
            case .unsignedHugeInteger(let value): Double(exactly: value)
            default: throw DuckDBError(sqlValue, isNot: "Double")
            }
        guard let value else { throw DuckDBError(sqlValue, isNot: "Double without loss") }
        self = value
    }
}

extension Float: ValueConvertible {
    /// FLOAT.
    public var sqlValue: Value { .float(self) }

    /// Reads FLOAT, and what `Double` reads where it is exact.
    ///
    /// - Throws: `decoding` for a number that would lose digits, and for everything else.
    public init(sqlValue: Value) throws(DuckDBError) {
        if case .float(let value) = sqlValue {
            self = value
            return
        }
        let wide = try Double(sqlValue: sqlValue)
        guard let value = wide.isNaN ? Float.nan : Float(exactly: wide) else {
            throw DuckDBError(sqlValue, isNot: "Float without loss")
        }
        self = value
    }
}
