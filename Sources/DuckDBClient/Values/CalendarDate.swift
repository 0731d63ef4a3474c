/// A DATE: a day of the proleptic Gregorian calendar, or ±infinity, without a time zone.
public struct CalendarDate: Sendable, Hashable {
    /// Days since 1970-01-01; `Int32.max` and `-Int32.max` stand for ±infinity, as in the engine.
    public let daysSinceEpoch: Int32

    /// Makes a date from days since 1970-01-01.
    public init(daysSinceEpoch: Int32) {
        self.daysSinceEpoch = daysSinceEpoch
    }

    /// Makes a date of the proleptic Gregorian calendar, where year 0 is 1 BC.
    ///
    /// Nil when there is no such day, or when it lies outside the engine's range, 5877642-06-25 BC to 5881580-07-10.
    public init?(year: Int, month: Int, day: Int) {
        guard 1...12 ~= month, 1...31 ~= day, year.magnitude < 6_000_000 else { return nil }
        // Counts in 400-year eras that begin on 1 March, as `components` does.
        let shiftedYear = month <= 2 ? year - 1 : year
        let era = (shiftedYear >= 0 ? shiftedYear : shiftedYear - 399) / 400
        let yearOfEra = shiftedYear - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        guard let days = Int32(exactly: era * 146_097 + dayOfEra - 719_468), days > -.max, days < .max else {
            return nil
        }
        self.init(daysSinceEpoch: days)
        // The thirtieth of February counts on into March.
        guard components == (year, month, day) else { return nil }
    }

    /// Whether this is one of the two infinities.
    public var isInfinite: Bool { daysSinceEpoch == .max || daysSinceEpoch == -.max }

    /// Year, month (1 to 12) and day (1 to 31); year 0 is 1 BC.
    ///
    /// Counts in 400-year eras that begin on 1 March, so that a leap day is the last of its year.
    public var components: (year: Int, month: Int, day: Int) {
        let days = Int(daysSinceEpoch) + 719_468
        let era = (days >= 0 ? days : days - 146_096) / 146_097
        let dayOfEra = days - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        return (year, month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
    }
}

extension CalendarDate: CustomStringConvertible {
    /// ISO 8601, with DuckDB's ` (BC)` for years before 1, or `infinity` / `-infinity`.
    public var description: String {
        guard !isInfinite else { return daysSinceEpoch > 0 ? "infinity" : "-infinity" }
        let (year, month, day) = components
        let text = "\(Digits.padded(year > 0 ? year : 1 - year, to: 4))-\(Digits.padded(month))-\(Digits.padded(day))"
        return year > 0 ? text : text + " (BC)"
    }
}
