import DuckDBClient
import Foundation
import Testing

@Suite("Exact numbers")
struct ExactNumberTests {
    @Test(
        "A decimal is read from its own text, with its scale",
        arguments: ["-0.05", "123.45", "7", "0.000", "-170141183460469231731687303715884105728"]
    )
    func parsesDecimals(text: String) {
        #expect(FixedDecimal(text)?.description == text)
    }

    @Test("A decimal is read from what DuckDB reads one from too")
    func parsesLooseDecimals() {
        #expect(FixedDecimal("+1.")?.description == "1")
        #expect(FixedDecimal("-.5")?.description == "-0.5")
    }

    @Test(
        "What is no decimal, or too large for one, is nil",
        arguments: [
            "", "-", ".", "1.2.3", "1e5", "1,5", " 1", "--1", "+-1", "٣", "NaN",
            "170141183460469231731687303715884105728",
        ]
    )
    func refusesDecimals(text: String) {
        #expect(FixedDecimal(text) == nil)
    }

    @Test("Decimals compare by what they are worth, whatever their scales")
    func comparesDecimals() throws {
        let sorted = ["-3", "-2.50", "-0.001", "0.0", "0.0001", "2.4999", "2.5", "100"].compactMap { FixedDecimal($0) }
        #expect(sorted.count == 8)
        #expect(sorted.shuffled().sorted() == sorted)
        let (short, long) = (FixedDecimal(unscaled: 25, scale: 1), FixedDecimal(unscaled: 2500, scale: 3))
        #expect(short == long)
        #expect(short.hashValue == long.hashValue)
        #expect(!(short < long) && !(long < short))
        // Digits that cannot be brought to one scale.
        let (huge, tiny) = (FixedDecimal(unscaled: .max, scale: 0), FixedDecimal(unscaled: .max, scale: 38))
        #expect(tiny < huge && !(huge < tiny) && FixedDecimal(unscaled: .min, scale: 0) < tiny)
        #expect(FixedDecimal(unscaled: 0, scale: 38) == FixedDecimal(unscaled: 0, scale: 0))
    }

    @Test(
        "A decimal of the engine is the same number to Foundation, and back",
        arguments: [
            "-0.05", "9999999999999999999999999999.9999999999", "0", "-0.00000000000000000000000000000000000001", "120",
        ]
    )
    func bridgesDecimals(text: String) throws {
        let decimal = try #require(FixedDecimal(text))
        let foundation = try #require(Decimal(exactly: decimal))
        #expect(FixedDecimal(foundation) == decimal)
        #expect(foundation == Decimal(string: text))
    }

    @Test("A number of Foundation's that no DECIMAL holds is nil")
    func refusesFoundation() {
        #expect(FixedDecimal(Decimal.nan) == nil)
        #expect(FixedDecimal(Decimal.greatestFiniteMagnitude) == nil)
        #expect(FixedDecimal(Decimal.leastNonzeroMagnitude) == nil)
        #expect(Decimal(exactly: FixedDecimal(unscaled: 1, scale: 200)) == nil)
    }

    @Test("A BIGNUM's digits are DuckDB's, read and written", arguments: [1, 18, 19, 20, 38, 39, 77, 500, 2000])
    func bigIntegers(digits: Int) throws {
        let connection = try Database().connect()
        for sign in ["", "-"] {
            for digit in ["1", "9", "10"] {
                let text = sign + String(repeating: digit, count: digits)
                let number = try #require(BigInteger(text))
                #expect(number.description == text)
                let row = try connection.fetchOne("SELECT $1::VARCHAR, $2::BIGNUM", [.bigInteger(number), .text(text)])
                #expect(row?.values == [.text(text), .bigInteger(number)])
            }
        }
    }

    @Test(
        "A BIGNUM and an integer are the same number where the integer reaches",
        arguments: [0, 1, -1, 255, 256, Int128.max, .min]
    )
    func convertsBigIntegers(value: Int128) throws {
        let number = BigInteger(value)
        #expect(number.description == String(value))
        #expect(Int128(exactly: number) == value)
        #expect(UInt128(exactly: number) == UInt128(exactly: value))
        #expect(Int8(exactly: number) == Int8(exactly: value))
        #expect(UInt8(exactly: number) == UInt8(exactly: value))
    }

    @Test("BIGNUMs have one zero, compare as numbers, and are nil for what is none")
    func bigIntegerForms() {
        #expect(BigInteger(isNegative: true, magnitude: [0, 0]) == 0)
        #expect(BigInteger(isNegative: true, magnitude: [0, 1]) == -1)
        #expect(BigInteger("-0007") == -7)
        let sorted: [BigInteger] = [-65_536, -256, -2, -1, 0, 1, 255, 256, 65_536]
        #expect(sorted.shuffled().sorted() == sorted)
        #expect(Int128(exactly: BigInteger(UInt128.max)) == nil)
        for text in ["", "-", "1.0", "1e3", "0x1", " 1", "+-1"] { #expect(BigInteger(text) == nil) }
    }
}
