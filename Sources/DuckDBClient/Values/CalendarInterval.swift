/// An INTERVAL: months, days and microseconds, kept apart because their lengths in seconds differ.
public struct CalendarInterval: Sendable, Hashable {
    /// Whole months.
    public let months: Int32
    /// Whole days.
    public let days: Int32
    /// The rest, in microseconds.
    public let microseconds: Int64

    /// Makes an interval.
    public init(months: Int32 = 0, days: Int32 = 0, microseconds: Int64 = 0) {
        self.months = months
        self.days = days
        self.microseconds = microseconds
    }
}

extension CalendarInterval: CustomStringConvertible {
    /// An ISO 8601 duration, such as `P1M2DT3.5S`; `PT0S` for nothing.
    public var description: String {
        var text = "P"
        if months != 0 { text += "\(months)M" }
        if days != 0 { text += "\(days)D" }
        guard microseconds != 0 || text == "P" else { return text }
        let whole = microseconds.magnitude / 1_000_000
        let fraction = Digits.fraction(nanoseconds: Int64(microseconds.magnitude % 1_000_000) * 1000)
        return text + "T\(microseconds < 0 ? "-" : "")\(whole)\(fraction)S"
    }
}
