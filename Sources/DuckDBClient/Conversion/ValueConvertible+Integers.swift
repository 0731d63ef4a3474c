/// A whole number that is stored in a vector as itself.
public protocol _VectorInteger: FixedWidthInteger, ValueConvertible, BitwiseCopyable {
    /// The kind of vector whose cells are this type.
    static var _kind: VectorCells.Kind { get }
}

extension _VectorInteger {
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

    /// Loads the cell where the column has this very type.
    @inlinable
    public static func _read(_ cells: VectorCells, at row: Int) throws(DuckDBError) -> Self {
        guard cells.kind == _kind, cells.isValid(row) else { return try cells.convert(Self.self, at: row) }
        return cells.load(Self.self, at: row)
    }

    /// Stores the cell where the column has this very type.
    @inlinable
    public func _write(to writer: VectorWriter, at row: Int) throws(DuckDBError) {
        guard writer.kind == Self._kind, writer.holds(row) else { return try writer.convert(self, at: row) }
        writer.storeValid(self, at: row)
    }
}

extension Int8: _VectorInteger {
    /// TINYINT.
    @inlinable public static var _kind: VectorCells.Kind { .int8 }
}

extension Int16: _VectorInteger {
    /// SMALLINT.
    @inlinable public static var _kind: VectorCells.Kind { .int16 }
}

extension Int32: _VectorInteger {
    /// INTEGER.
    @inlinable public static var _kind: VectorCells.Kind { .int32 }
}

extension Int64: _VectorInteger {
    /// BIGINT.
    @inlinable public static var _kind: VectorCells.Kind { .int64 }
}

extension Int: _VectorInteger {
    /// BIGINT.
    @inlinable public static var _kind: VectorCells.Kind { .int64 }
}

extension Int128: _VectorInteger {
    /// HUGEINT.
    @inlinable public static var _kind: VectorCells.Kind { .int128 }
}

extension UInt8: _VectorInteger {
    /// UTINYINT.
    @inlinable public static var _kind: VectorCells.Kind { .uint8 }
}

extension UInt16: _VectorInteger {
    /// USMALLINT.
    @inlinable public static var _kind: VectorCells.Kind { .uint16 }
}

extension UInt32: _VectorInteger {
    /// UINTEGER.
    @inlinable public static var _kind: VectorCells.Kind { .uint32 }
}

extension UInt64: _VectorInteger {
    /// UBIGINT.
    @inlinable public static var _kind: VectorCells.Kind { .uint64 }
}

extension UInt: _VectorInteger {
    /// UBIGINT.
    @inlinable public static var _kind: VectorCells.Kind { .uint64 }
}

extension UInt128: _VectorInteger {
    /// UHUGEINT.
    @inlinable public static var _kind: VectorCells.Kind { .uint128 }
}
