/// A Swift type that stands for an SQL value: bound as a parameter, and read from a column.
///
/// The whole numbers, `Double`, `Float`, `Bool`, `String`, `[UInt8]`, Foundation's `Data`, `Date` and `UUID`, this client's
/// own types, and optionals, arrays and dictionaries of all these are. Reading never loses anything: a number out of range
/// is an error, and so is NULL where the type is not optional.
///
/// A type of your own needs the first two requirements; an enumeration with a convertible raw value needs none:
///
/// ```swift
/// enum Status: String, ValueConvertible { case ok, failed }
/// ```
public protocol ValueConvertible {
    /// The SQL value that stands for this one.
    var sqlValue: Value { get }

    /// Makes the Swift value of an SQL value.
    ///
    /// - Throws: `decoding` when the type does not hold the value; the message says what was found, not its content.
    init(sqlValue: Value) throws(DuckDBError)

    /// Reads the cell of one row, by default through ``init(sqlValue:)``.
    ///
    /// For the types that can be read without making a ``Value`` first; not meant to be implemented elsewhere.
    static func _read(_ cell: borrowing VectorCell) throws(DuckDBError) -> Self

    /// Writes the cell of one row, by default through ``sqlValue``.
    ///
    /// For the types that can be written without making a ``Value`` first; not meant to be implemented elsewhere.
    func _write(to writer: VectorWriter, at row: Int) throws(DuckDBError)
}

extension ValueConvertible {
    /// Makes the Swift value of what a column holds: what is in a VARIANT reads as it would from a column of its own.
    init(reading value: Value) throws(DuckDBError) {
        if case .variant(let content) = value, Self.self != Value.self {
            try self.init(sqlValue: content)
        } else {
            try self.init(sqlValue: value)
        }
    }

    /// Reads the cell as a value and converts that.
    public static func _read(_ cell: borrowing VectorCell) throws(DuckDBError) -> Self {
        try cell.convert(Self.self)
    }

    /// Converts to a value and writes that.
    public func _write(to writer: VectorWriter, at row: Int) throws(DuckDBError) {
        try writer.convert(self, at: row)
    }
}

extension Value: ValueConvertible {
    /// The value itself.
    public var sqlValue: Value { self }

    /// Takes the value as it is.
    public init(sqlValue: Value) { self = sqlValue }

    /// Writes the value.
    public func _write(to writer: VectorWriter, at row: Int) throws(DuckDBError) {
        try writer.write(self, at: row)
    }
}

extension ValueConvertible where Self: RawRepresentable, RawValue: ValueConvertible {
    /// The raw value's.
    public var sqlValue: Value { rawValue.sqlValue }

    /// Makes the case of a raw value.
    ///
    /// - Throws: `decoding` when there is no such case.
    public init(sqlValue: Value) throws(DuckDBError) {
        guard let value = Self(rawValue: try RawValue(sqlValue: sqlValue)) else {
            throw DuckDBError(decoding: "the \(sqlValue.kind) is none of the cases of \(Self.self)")
        }
        self = value
    }
}
