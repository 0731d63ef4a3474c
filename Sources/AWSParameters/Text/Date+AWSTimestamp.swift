#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

extension Date {
    /// Reads a date as AWS writes it, `2026-01-31T12:00:00Z`, with or without fractions of a second, in any time zone.
    init?(awsTimestamp text: String) {
        guard let date = try? Date.ISO8601FormatStyle().parse(text) else { return nil }
        self = date
    }
}
