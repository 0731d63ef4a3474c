import DuckDBClient
import Testing

@Suite("Texts of values")
struct TextTests {
    @Test(
        "A decimal keeps every digit and its leading zero",
        arguments: [(-5, 2, "-0.05"), (12345, 2, "123.45"), (7, 0, "7"), (0, 3, "0.000")]
    )
    func decimals(unscaled: Int, scale: UInt8, text: String) {
        #expect(FixedDecimal(unscaled: Int128(unscaled), scale: scale).description == text)
    }

    @Test("A timestamp before the epoch with a fraction is the instant it stands for")
    func timestamps() {
        #expect(Timestamp(ticks: -1, isUTC: true).description == "1969-12-31T23:59:59.999999Z")
        #expect(Timestamp(ticks: 1_700_000_000_500, unit: .milliseconds).description == "2023-11-14T22:13:20.5")
        #expect(Timestamp(ticks: .max).description == "infinity")
        #expect(Timestamp(ticks: -.max).description == "-infinity")
    }

    @Test("An interval is an ISO 8601 duration, with the sign of each part")
    func intervals() {
        #expect(CalendarInterval(months: 1, days: -2, microseconds: -3_500_000).description == "P1M-2DT-3.5S")
        #expect(CalendarInterval().description == "PT0S")
    }
}
