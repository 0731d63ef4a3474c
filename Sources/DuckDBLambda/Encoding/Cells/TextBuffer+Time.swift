internal import DuckDBClient

extension TextBuffer {
    /// `2026-01-31`; a year that four digits do not hold has a sign and six digits or more, and year 0 is 1 BC.
    mutating func append(date days: Int32) {
        let date = CalendarDate(daysSinceEpoch: days)
        guard !date.isInfinite else { return days > 0 ? append("infinity") : append("-infinity") }
        let (year, month, day) = date.components
        if 0...9999 ~= year {
            append(number: UInt64(year), width: 4)
        } else {
            append(UInt8(ascii: year < 0 ? "-" : "+"))
            // Seven digits at most: the engine's days are numbered in 32 bits.
            append(number: UInt64(year.magnitude), width: year.magnitude < 1_000_000 ? 6 : 7)
        }
        append(UInt8(ascii: "-"))
        append(number: UInt64(month), width: 2)
        append(UInt8(ascii: "-"))
        append(number: UInt64(day), width: 2)
    }

    /// `13:45:30.5`, from midnight to 24:00:00; false, and nothing, for what no clock shows.
    mutating func append(time nanoseconds: Int64) -> Bool {
        guard 0...86_400_000_000_000 ~= nanoseconds else { return false }
        let (seconds, fraction) = nanoseconds.quotientAndRemainder(dividingBy: 1_000_000_000)
        append(number: UInt64(seconds / 3600), width: 2)
        append(UInt8(ascii: ":"))
        append(number: UInt64(seconds / 60 % 60), width: 2)
        append(UInt8(ascii: ":"))
        append(number: UInt64(seconds % 60), width: 2)
        append(fraction: fraction)
        return true
    }

    /// A time with its offset from UTC, `13:45:30+02:00`, as the engine packs the two; seconds only where it has some.
    mutating func append(zonedTime bits: UInt64) -> Bool {
        let offset = 57_599 - Int(bits & 0xFF_FFFF)
        guard offset.magnitude < 360_000, append(time: Int64(bits >> 24) * 1000) else { return false }
        append(UInt8(ascii: offset < 0 ? "-" : "+"))
        append(number: UInt64(offset.magnitude / 3600), width: 2)
        append(UInt8(ascii: ":"))
        append(number: UInt64(offset.magnitude / 60 % 60), width: 2)
        guard offset % 60 != 0 else { return true }
        append(UInt8(ascii: ":"))
        append(number: UInt64(offset.magnitude % 60), width: 2)
        return true
    }

    /// `2026-01-31T13:45:30.5`; false, and nothing, for a day that no DATE is.
    mutating func append(timestamp ticks: Int64, perSecond: Int64) -> Bool {
        guard ticks != .max, ticks != -.max else {
            ticks > 0 ? append("infinity") : append("-infinity")
            return true
        }
        let perDay = perSecond * 86_400
        let days = ticks >= 0 ? ticks / perDay : (ticks + 1) / perDay - 1
        guard let day = Int32(exactly: days), day.magnitude < Int32.max.magnitude else { return false }
        append(date: day)
        append(UInt8(ascii: "T"))
        // Days times ticks a day can leave 64 bits for the first day of the range; wrapping makes the difference right.
        return append(time: (ticks &- days &* perDay) * (1_000_000_000 / perSecond))
    }

    /// The text of a UUID, of the bits that the engine keeps it in, which have the sign flipped so that they sort.
    mutating func append(uuid bits: Int128) {
        let bits = UInt128(truncatingIfNeeded: bits) ^ 1 << 127
        for index in 0..<16 {
            if [4, 6, 8, 10].contains(index) { append(UInt8(ascii: "-")) }
            append(hex: UInt8(truncatingIfNeeded: bits >> UInt128(120 - index * 8)))
        }
    }
}
