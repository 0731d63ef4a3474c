import DuckDBClient
import Foundation
import Testing

@Suite("Dates and times")
struct TimeTests {
    @Test("A date of its parts is the day that DuckDB makes of them")
    func dates() throws {
        let sql: SQL = """
            SELECT d, year(d), month(d), day(d) FROM (SELECT DATE '-9999-01-01' + i::INT * 997 AS d FROM range(8000) t(i))
            """
        try Database().connect().forEach(sql) { row in
            guard case .date(let date) = row[0], case .integer(let year) = row[1] else { return }
            let parts = date.components
            try #require(
                [.integer(Int64(parts.year)), .integer(Int64(parts.month)), .integer(Int64(parts.day))]
                    == row.values.dropFirst()
            )
            try #require(CalendarDate(year: Int(year), month: parts.month, day: parts.day) == date)
        }
    }

    @Test("The first and the last day are dates, what lies beyond and what is no day is nil")
    func dateLimits() {
        #expect(CalendarDate(year: 5_881_580, month: 7, day: 10)?.daysSinceEpoch == Int32.max - 1)
        #expect(CalendarDate(year: 5_881_580, month: 7, day: 11) == nil)
        #expect(CalendarDate(year: -5_877_641, month: 6, day: 25)?.daysSinceEpoch == -(Int32.max - 1))
        #expect(CalendarDate(year: -5_877_641, month: 6, day: 24) == nil)
        #expect(CalendarDate(year: 2000, month: 2, day: 29) != nil)
        for (year, month, day) in [
            (1900, 2, 29), (2026, 2, 30), (2026, 4, 31), (2026, 13, 1), (2026, 0, 1), (2026, 1, 0), (.max, 1, 1),
        ] {
            #expect(CalendarDate(year: year, month: month, day: day) == nil)
        }
    }

    @Test("A date is midnight at UTC to Foundation, and an instant the day it lies in")
    func bridgesDates() {
        #expect(CalendarDate(daysSinceEpoch: 1).date == Date(timeIntervalSince1970: 86_400))
        #expect(CalendarDate(Date(timeIntervalSince1970: -0.5))?.daysSinceEpoch == -1)
        #expect(CalendarDate(Date(timeIntervalSince1970: 86_399.9))?.daysSinceEpoch == 0)
        #expect(CalendarDate(daysSinceEpoch: .max).date == nil)
        #expect(CalendarDate(Date(timeIntervalSince1970: .infinity)) == nil)
    }

    @Test("A timestamp has another unit where it is exact, and none otherwise")
    func convertsTimestamps() {
        let second = Timestamp(ticks: -3, unit: .seconds)
        #expect(second.converted(to: .nanoseconds) == Timestamp(ticks: -3_000_000_000, unit: .nanoseconds))
        #expect(second.converted(to: .nanoseconds)?.converted(to: .seconds) == second)
        #expect(second.converted(to: .seconds) == second)
        #expect(Timestamp(ticks: 1_500, unit: .milliseconds).converted(to: .seconds) == nil)
        #expect(Timestamp(ticks: .max / 2, unit: .seconds).converted(to: .milliseconds) == nil)
        #expect(
            Timestamp(ticks: -.max, unit: .seconds).converted(to: .nanoseconds)
                == Timestamp(ticks: -.max, unit: .nanoseconds)
        )
        #expect(Timestamp(ticks: 1, isUTC: true).converted(to: .nanoseconds)?.isUTC == true)
    }

    @Test("A time of day is what a clock shows")
    func times() throws {
        let time = try #require(TimeOfDay(hour: 13, minute: 5, second: 9, nanosecond: 120))
        #expect(time.description == "13:05:09.00000012")
        #expect(time.hour == 13 && time.minute == 5 && time.second == 9 && time.nanosecond == 120)
        #expect(TimeOfDay(hour: 24, minute: 0)?.description == "24:00:00")
        #expect(TimeOfDay(hour: 24, minute: 1) == nil)
        #expect(TimeOfDay(hour: 1, minute: 60) == nil)
        #expect(TimeOfDay(hour: 1, minute: 0, utcOffset: 57_600) == nil)
        #expect(TimeOfDay(hour: 1, minute: 0, nanosecond: 1, utcOffset: 0) == nil)
    }

    @Test("A TIME_NS stays one when it is bound, whole microseconds or not")
    func nanoseconds() throws {
        let connection = try Database().connect()
        for type in ["TIME", "TIME_NS", "TIME WITH TIME ZONE"] {
            let row = try #require(try connection.fetchOne("SELECT '01:02:03'::\(unsafe: type)"))
            #expect(try connection.fetchOne("SELECT typeof($1), $1", [row[0]])?.values == [.text(type), row[0]])
        }
    }
}
