#if canImport(FoundationEssentials)
internal import FoundationEssentials
#else
internal import Foundation
#endif

extension RowDecoder {
    /// The cell as a type that this client reads straight from the engine's vector; nil for any other type.
    ///
    /// Where the type is known to the compiler the comparisons cost nothing, otherwise about a nanosecond each.
    @inline(__always)
    func native<T>(_ type: T.Type, at column: Int) throws(DuckDBError) -> T? {
        if type == Int64.self { return try read(Int64.self, at: column) as? T }
        if type == String.self { return try read(String.self, at: column) as? T }
        if type == Double.self { return try read(Double.self, at: column) as? T }
        if type == Int.self { return try read(Int.self, at: column) as? T }
        if type == Bool.self { return try read(Bool.self, at: column) as? T }
        if type == Int32.self { return try read(Int32.self, at: column) as? T }
        if type == Date.self { return try read(Date.self, at: column) as? T }
        if type == Timestamp.self { return try read(Timestamp.self, at: column) as? T }
        if type == UUID.self { return try read(UUID.self, at: column) as? T }
        if type == Float.self { return try read(Float.self, at: column) as? T }
        if type == Int8.self { return try read(Int8.self, at: column) as? T }
        if type == Int16.self { return try read(Int16.self, at: column) as? T }
        if type == Int128.self { return try read(Int128.self, at: column) as? T }
        if type == UInt.self { return try read(UInt.self, at: column) as? T }
        if type == UInt8.self { return try read(UInt8.self, at: column) as? T }
        if type == UInt16.self { return try read(UInt16.self, at: column) as? T }
        if type == UInt32.self { return try read(UInt32.self, at: column) as? T }
        if type == UInt64.self { return try read(UInt64.self, at: column) as? T }
        if type == UInt128.self { return try read(UInt128.self, at: column) as? T }
        if type == FixedDecimal.self { return try read(FixedDecimal.self, at: column) as? T }
        if type == CalendarDate.self { return try read(CalendarDate.self, at: column) as? T }
        if type == TimeOfDay.self { return try read(TimeOfDay.self, at: column) as? T }
        if type == CalendarInterval.self { return try read(CalendarInterval.self, at: column) as? T }
        if type == BitString.self { return try read(BitString.self, at: column) as? T }
        if type == BigInteger.self { return try read(BigInteger.self, at: column) as? T }
        if type == Geometry.self { return try read(Geometry.self, at: column) as? T }
        if type == Data.self { return try read(Data.self, at: column) as? T }
        if type == Value.self { return try read(Value.self, at: column) as? T }
        return nil
    }
}
