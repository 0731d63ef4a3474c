/// A TIME, TIME_NS or TIME WITH TIME ZONE: the time since midnight, with an offset from UTC where the type has one.
public struct TimeOfDay: Sendable, Hashable {
    /// Nanoseconds since midnight; 24:00:00 is allowed, as in SQL.
    public let nanoseconds: Int64
    /// Seconds east of UTC, or nil for a time without a zone.
    public let utcOffset: Int32?

    /// True for TIME_NS, which counts nanoseconds, false for the others, which count microseconds.
    ///
    /// It says what the value is bound as: the engine casts TIME_NS to TIME, but not the other way around.
    public let hasNanoseconds: Bool

    /// Makes a time of day; one that is no whole number of microseconds is a TIME_NS in any case.
    public init(nanoseconds: Int64, utcOffset: Int32? = nil, hasNanoseconds: Bool = false) {
        self.nanoseconds = nanoseconds
        self.utcOffset = utcOffset
        self.hasNanoseconds = hasNanoseconds || nanoseconds % 1000 != 0
    }

    /// Makes a time of day from what a clock shows; nil when no clock shows it.
    ///
    /// 24:00:00 is allowed, as in SQL; an offset from UTC is less than 16 hours, and goes with whole microseconds.
    public init?(hour: Int, minute: Int, second: Int = 0, nanosecond: Int = 0, utcOffset: Int32? = nil) {
        guard 0...24 ~= hour, 0...59 ~= minute, 0...59 ~= second, 0...999_999_999 ~= nanosecond else { return nil }
        let seconds = Int64(hour * 3600 + minute * 60 + second)
        self.init(nanoseconds: seconds * 1_000_000_000 + Int64(nanosecond), utcOffset: utcOffset)
        guard isValid else { return nil }
    }

    /// The full hours, 0 to 24.
    public var hour: Int { Int(nanoseconds / 3_600_000_000_000) }
    /// The full minutes of the hour, 0 to 59.
    public var minute: Int { Int(nanoseconds / 60_000_000_000 % 60) }
    /// The full seconds of the minute, 0 to 59.
    public var second: Int { Int(nanoseconds / 1_000_000_000 % 60) }
    /// What is left of the second, 0 to 999,999,999.
    public var nanosecond: Int { Int(nanoseconds % 1_000_000_000) }

    /// The engine does not check the times that it reads from a file.
    init(microseconds: Int64) throws(DuckDBError) {
        let (nanoseconds, overflows) = microseconds.multipliedReportingOverflow(by: 1000)
        guard !overflows else {
            throw DuckDBError(code: .outOfRange, message: "A TIME of \(microseconds) microseconds is no time of a day.")
        }
        self.init(nanoseconds: nanoseconds)
    }

    /// Whether the engine can take it: from 00:00:00 to 24:00:00, less than 16 hours off UTC.
    ///
    /// TIME WITH TIME ZONE has no nanoseconds.
    var isValid: Bool {
        (0...86_400_000_000_000).contains(nanoseconds) && (utcOffset?.magnitude ?? 0) <= 57_599
            && !(hasNanoseconds && utcOffset != nil)
    }

    /// The engine packs TIME WITH TIME ZONE: 40 bits of microseconds, then 24 bits that fall as the offset grows, counted
    /// from the largest one, +15:59:59.
    init(engineBits bits: UInt64) {
        self.init(nanoseconds: Int64(bits >> 24) * 1000, utcOffset: 57_599 - Int32(bits & 0xFF_FFFF))
    }
}

extension TimeOfDay: CustomStringConvertible {
    /// `13:45:30.5`, with `+02` or `+02:30` where there is an offset.
    public var description: String {
        let seconds = nanoseconds / 1_000_000_000
        let clock = [seconds / 3600, seconds / 60 % 60, seconds % 60].map { Digits.padded($0) }.joined(separator: ":")
        return clock + Digits.fraction(nanoseconds: nanoseconds % 1_000_000_000) + offsetText
    }

    private var offsetText: String {
        guard let utcOffset else { return "" }
        let magnitude = utcOffset.magnitude
        var text = (utcOffset < 0 ? "-" : "+") + Digits.padded(magnitude / 3600)
        if magnitude % 3600 != 0 { text += ":" + Digits.padded(magnitude / 60 % 60) }
        if magnitude % 60 != 0 { text += ":" + Digits.padded(magnitude % 60) }
        return text
    }
}
