#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

extension CalendarDate {
    /// The day that an instant lies in at UTC; nil beyond the engine's range.
    public init?(_ date: Date) {
        let days = (date.timeIntervalSince1970 / 86_400).rounded(.down)
        guard let days = Int32(exactly: days), days > -.max, days < .max else { return nil }
        self.init(daysSinceEpoch: days)
    }

    /// Midnight at UTC, at which the day begins; nil for ±infinity.
    public var date: Date? {
        isInfinite ? nil : Date(timeIntervalSince1970: Double(daysSinceEpoch) * 86_400)
    }
}
