#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

extension Date: ValueConvertible {
    /// TIMESTAMP WITH TIME ZONE, to the microsecond; ±infinity beyond the engine's range, the years 290309 BC to 294247.
    public var sqlValue: Value {
        .timestamp(Timestamp(self) ?? Timestamp(ticks: timeIntervalSince1970 < 0 ? -.max : .max, isUTC: true))
    }

    /// Reads the five TIMESTAMPs, those without a time zone as UTC.
    ///
    /// - Throws: `decoding` for ±infinity and for everything else.
    public init(sqlValue: Value) throws(DuckDBError) {
        guard case .timestamp(let timestamp) = sqlValue else { throw DuckDBError(sqlValue, isNot: "Date") }
        guard let date = timestamp.date else { throw DuckDBError(decoding: "an infinite TIMESTAMP is not Date") }
        self = date
    }
}

extension Timestamp: ValueConvertible {
    /// Its own TIMESTAMP type.
    public var sqlValue: Value { .timestamp(self) }

    /// Reads the five TIMESTAMPs.
    ///
    /// - Throws: `decoding` for everything else.
    public init(sqlValue: Value) throws(DuckDBError) {
        guard case .timestamp(let value) = sqlValue else { throw DuckDBError(sqlValue, isNot: "Timestamp") }
        self = value
    }

    /// Loads the cell where the column is TIMESTAMP.
    @inlinable
    public static func _read(_ cell: borrowing VectorCell) throws(DuckDBError) -> Timestamp {
        guard cell.kind == .timestamp, cell.isValid else { return try cell.convert(Self.self) }
        return Timestamp(ticks: cell.load(Int64.self))
    }

    /// Stores the cell where the column is TIMESTAMP and the ticks are its own.
    public func _write(to writer: VectorWriter, at row: Int) throws(DuckDBError) {
        guard writer.kind == .timestamp, unit == .microseconds, writer.holds(row) else {
            return try writer.convert(self, at: row)
        }
        writer.storeValid(ticks, at: row)
    }
}

extension CalendarDate: ValueConvertible {
    /// DATE.
    public var sqlValue: Value { .date(self) }

    /// Reads DATE.
    ///
    /// - Throws: `decoding` for everything else.
    public init(sqlValue: Value) throws(DuckDBError) {
        guard case .date(let value) = sqlValue else { throw DuckDBError(sqlValue, isNot: "CalendarDate") }
        self = value
    }

    /// Loads the cell where the column is DATE.
    @inlinable
    public static func _read(_ cell: borrowing VectorCell) throws(DuckDBError) -> CalendarDate {
        guard cell.kind == .date, cell.isValid else { return try cell.convert(Self.self) }
        return CalendarDate(daysSinceEpoch: cell.load(Int32.self))
    }
}

extension TimeOfDay: ValueConvertible {
    /// TIME, TIME_NS or TIME WITH TIME ZONE, as its precision and offset ask for.
    public var sqlValue: Value { .time(self) }

    /// Reads the three TIMEs.
    ///
    /// - Throws: `decoding` for everything else.
    public init(sqlValue: Value) throws(DuckDBError) {
        guard case .time(let value) = sqlValue else { throw DuckDBError(sqlValue, isNot: "TimeOfDay") }
        self = value
    }
}

extension CalendarInterval: ValueConvertible {
    /// INTERVAL.
    public var sqlValue: Value { .interval(self) }

    /// Reads INTERVAL.
    ///
    /// - Throws: `decoding` for everything else.
    public init(sqlValue: Value) throws(DuckDBError) {
        guard case .interval(let value) = sqlValue else { throw DuckDBError(sqlValue, isNot: "CalendarInterval") }
        self = value
    }
}

extension FixedDecimal: ValueConvertible {
    /// DECIMAL, of as many digits as it has.
    public var sqlValue: Value { .decimal(self) }

    /// Reads DECIMAL, and whole numbers as decimals without a fraction.
    ///
    /// - Throws: `decoding` for everything else.
    public init(sqlValue: Value) throws(DuckDBError) {
        switch sqlValue {
        case .decimal(let value): self = value
        case .integer(let value): self.init(unscaled: Int128(value), scale: 0)
        case .hugeInteger(let value): self.init(unscaled: value, scale: 0)
        default: throw DuckDBError(sqlValue, isNot: "FixedDecimal")
        }
    }
}
