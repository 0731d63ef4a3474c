#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

/// One of SQL's five TIMESTAMP types: ticks since 1970-01-01 00:00:00, or ±infinity.
public struct Timestamp: Sendable, Hashable {
    /// The length of a tick.
    public enum Unit: Sendable, Hashable {
        /// TIMESTAMP_S.
        case seconds
        /// TIMESTAMP_MS.
        case milliseconds
        /// TIMESTAMP, and TIMESTAMP WITH TIME ZONE.
        case microseconds
        /// TIMESTAMP_NS.
        case nanoseconds

        var perSecond: Int64 {
            switch self {
            case .seconds: 1
            case .milliseconds: 1000
            case .microseconds: 1_000_000
            case .nanoseconds: 1_000_000_000
            }
        }

        var sqlName: String {
            switch self {
            case .seconds: "TIMESTAMP_S"
            case .milliseconds: "TIMESTAMP_MS"
            case .microseconds: "TIMESTAMP"
            case .nanoseconds: "TIMESTAMP_NS"
            }
        }
    }

    /// Ticks since the epoch; `Int64.max` and `-Int64.max` stand for ±infinity, as in the engine.
    public let ticks: Int64
    /// The length of a tick.
    public let unit: Unit
    /// True for TIMESTAMP WITH TIME ZONE, whose ticks count from the epoch in UTC; otherwise the zone is not known.
    public let isUTC: Bool

    /// Makes a timestamp.
    public init(ticks: Int64, unit: Unit = .microseconds, isUTC: Bool = false) {
        self.ticks = ticks
        self.unit = unit
        self.isUTC = isUTC
    }

    /// A TIMESTAMP WITH TIME ZONE of the same instant, to the microsecond; nil beyond the engine's range.
    public init?(_ date: Date) {
        guard let ticks = Int64(exactly: (date.timeIntervalSince1970 * 1e6).rounded()) else { return nil }
        self.init(ticks: ticks, isUTC: true)
    }

    /// Whether this is one of the two infinities.
    public var isInfinite: Bool { ticks == .max || ticks == -.max }

    /// The instant as a Foundation date, taking a timestamp without a zone as UTC; nil for ±infinity.
    public var date: Date? {
        isInfinite ? nil : Date(timeIntervalSince1970: Double(ticks) / Double(unit.perSecond))
    }
}

extension Timestamp {
    /// The same instant in ticks of another length; nil when it is no whole number of them, or beyond 64 bits of them.
    ///
    /// ±infinity stays what it is. The engine has a zone for microseconds alone: `isUTC` is kept, and a timestamp that has
    /// it is bound as TIMESTAMP WITH TIME ZONE of that many microseconds.
    public func converted(to unit: Unit) -> Timestamp? {
        guard !isInfinite else { return Timestamp(ticks: ticks, unit: unit, isUTC: isUTC) }
        let (from, to) = (self.unit.perSecond, unit.perSecond)
        guard to < from else {
            let (ticks, overflows) = ticks.multipliedReportingOverflow(by: to / from)
            let converted = Timestamp(ticks: ticks, unit: unit, isUTC: isUTC)
            // A product that hits the mark of infinity is not the instant either.
            return overflows || converted.isInfinite ? nil : converted
        }
        let (ticks, rest) = ticks.quotientAndRemainder(dividingBy: from / to)
        return rest == 0 ? Timestamp(ticks: ticks, unit: unit, isUTC: isUTC) : nil
    }
}

extension Timestamp: CustomStringConvertible {
    /// ISO 8601 with `T`, and `Z` where the zone is known: `2026-01-31T12:00:00.5Z`; or `infinity` / `-infinity`.
    ///
    /// Before year 1 the day is followed by ` (BC)`, as DuckDB writes it.
    public var description: String {
        guard !isInfinite else { return ticks > 0 ? "infinity" : "-infinity" }
        let perDay = unit.perSecond * 86_400
        let days = ticks >= 0 ? ticks / perDay : (ticks + 1) / perDay - 1
        // Days times ticks a day can leave Int64 for the first day of the range; wrapping makes the difference right.
        let ofDay = (ticks &- days &* perDay) * (1_000_000_000 / unit.perSecond)
        guard let day = Int32(exactly: days) else { return "\(ticks) ticks of \(unit.sqlName)" }
        return "\(CalendarDate(daysSinceEpoch: day))T\(TimeOfDay(nanoseconds: ofDay))\(isUTC ? "Z" : "")"
    }
}
