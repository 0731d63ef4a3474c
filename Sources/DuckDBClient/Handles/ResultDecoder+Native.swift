#if canImport(FoundationEssentials)
internal import FoundationEssentials
#else
internal import Foundation
#endif

extension ResultDecoder {
    /// A cell straight from the vector, if this client knows how to read the type, else what `decode` makes.
    ///
    /// Only run time knows the type here. A comparison costs a nanosecond or less, a cast to `any ValueConvertible.Type` some
    /// fifty, and so does an optional of a type that is not known.
    func read<T>(_ type: T.Type, at column: Int, otherwise decode: () throws -> T) throws -> T {
        if type == Date.self { return same(try read(Date.self, at: column)) }
        if type == Timestamp.self { return same(try read(Timestamp.self, at: column)) }
        if type == UUID.self { return same(try read(UUID.self, at: column)) }
        if type == FixedDecimal.self { return same(try read(FixedDecimal.self, at: column)) }
        if type == CalendarDate.self { return same(try read(CalendarDate.self, at: column)) }
        if type == TimeOfDay.self { return same(try read(TimeOfDay.self, at: column)) }
        if type == CalendarInterval.self { return same(try read(CalendarInterval.self, at: column)) }
        if type == Data.self { return same(try read(Data.self, at: column)) }
        if type == Value.self { return same(try read(Value.self, at: column)) }
        if type == Int64.self { return same(try read(Int64.self, at: column)) }
        if type == String.self { return same(try read(String.self, at: column)) }
        if type == Double.self { return same(try read(Double.self, at: column)) }
        if type == Int.self { return same(try read(Int.self, at: column)) }
        if type == Bool.self { return same(try read(Bool.self, at: column)) }
        if type == Int32.self { return same(try read(Int32.self, at: column)) }
        if type == Float.self { return same(try read(Float.self, at: column)) }
        if type == Int8.self { return same(try read(Int8.self, at: column)) }
        if type == Int16.self { return same(try read(Int16.self, at: column)) }
        if type == Int128.self { return same(try read(Int128.self, at: column)) }
        if type == UInt.self { return same(try read(UInt.self, at: column)) }
        if type == UInt8.self { return same(try read(UInt8.self, at: column)) }
        if type == UInt16.self { return same(try read(UInt16.self, at: column)) }
        if type == UInt32.self { return same(try read(UInt32.self, at: column)) }
        if type == UInt64.self { return same(try read(UInt64.self, at: column)) }
        if type == UInt128.self { return same(try read(UInt128.self, at: column)) }
        return try decode()
    }

    /// The value as the type that it has: asked for only where both were found to be one type, so that the bits are the same.
    private func same<Native, T>(_ value: Native) -> T {
        unsafeBitCast(value, to: T.self)
    }
}
