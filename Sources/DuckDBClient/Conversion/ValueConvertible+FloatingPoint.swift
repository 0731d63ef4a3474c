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

    /// Loads the cell where the column is DOUBLE.
    @inlinable
    public static func _read(_ cells: VectorCells, at row: Int) throws(DuckDBError) -> Double {
        guard cells.kind == .double, cells.isValid(row) else { return try cells.convert(Self.self, at: row) }
        return cells.load(Double.self, at: row)
    }

    /// Stores the cell where the column is DOUBLE.
    @inlinable
    public func _write(to writer: VectorWriter, at row: Int) throws(DuckDBError) {
        guard writer.kind == .double, writer.holds(row) else { return try writer.convert(self, at: row) }
        writer.storeValid(self, at: row)
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

    /// Loads the cell where the column is FLOAT.
    @inlinable
    public static func _read(_ cells: VectorCells, at row: Int) throws(DuckDBError) -> Float {
        guard cells.kind == .float, cells.isValid(row) else { return try cells.convert(Self.self, at: row) }
        return cells.load(Float.self, at: row)
    }

    /// Stores the cell where the column is FLOAT.
    @inlinable
    public func _write(to writer: VectorWriter, at row: Int) throws(DuckDBError) {
        guard writer.kind == .float, writer.holds(row) else { return try writer.convert(self, at: row) }
        writer.storeValid(self, at: row)
    }
}
