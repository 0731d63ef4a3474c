import DuckDBClient
import Foundation
import Testing

@Suite("Values that a column does not hold")
struct WriteRefusalTests {
    struct Refusal: CustomTestStringConvertible, Sendable {
        let type: String
        let value: Value
        let reason: String

        init(_ type: String, _ value: Value, _ reason: String) {
            (self.type, self.value, self.reason) = (type, value, reason)
        }

        var testDescription: String { "\(type): \(reason)" }
    }

    private static let kinds: [Refusal] = [
        Refusal("BOOLEAN", 1, "a whole number is not BOOLEAN"),
        Refusal("INTEGER", 1.0, "a floating-point number is not INTEGER"),
        Refusal("INTEGER", "1", "a text is not INTEGER"),
        Refusal("DOUBLE", "1", "a text is not DOUBLE"),
        Refusal("DOUBLE", .decimal(FixedDecimal(unscaled: 15, scale: 1)), "a DECIMAL is not DOUBLE"),
        Refusal("DECIMAL(5,2)", 1.5, "a floating-point number is not DECIMAL(5,2)"),
        Refusal("VARCHAR", 1, "a whole number is not VARCHAR"),
        Refusal("BLOB", "a", "a text is not BLOB"),
        Refusal("UUID", "a", "a text is not UUID"),
        Refusal("DATE", .timestamp(Timestamp(ticks: 0)), "a TIMESTAMP is not DATE"),
        Refusal("TIMESTAMP", .date(CalendarDate(daysSinceEpoch: 0)), "a DATE is not TIMESTAMP"),
        Refusal("INTEGER[]", 1, "a whole number is not INTEGER[]"),
        Refusal("INTEGER[]", [1, "a"], "a text is not INTEGER"),
        Refusal("STRUCT(a INTEGER)", [1], "a list is not STRUCT(\"a\" INTEGER)"),
        Refusal("MAP(INTEGER, INTEGER)", [1], "a list is not MAP(INTEGER, INTEGER)"),
        Refusal("UNION(a INTEGER)", 1, "a whole number is not UNION(\"a\" INTEGER)"),
        Refusal("BIT", "1", "a text is not BIT"),
        Refusal("BIGNUM", "1", "a text is not BIGNUM"),
        Refusal("GEOMETRY", .blob([1]), "a BLOB is not GEOMETRY"),
    ]

    private static let ranges: [Refusal] = [
        Refusal("TINYINT", 128, "out of the type's range"), Refusal("TINYINT", -129, "out of the type's range"),
        Refusal("UTINYINT", -1, "out of the type's range"), Refusal("USMALLINT", 65_536, "out of the type's range"),
        Refusal("INTEGER", .integer(1 << 31), "out of the type's range"),
        Refusal("BIGINT", .hugeInteger(1 << 63), "out of the type's range"),
        Refusal("HUGEINT", .unsignedHugeInteger(1 << 127), "out of the type's range"),
        Refusal("UHUGEINT", -1, "out of the type's range"),
        Refusal(
            "UHUGEINT",
            .bigInteger(BigInteger(isNegative: false, magnitude: [1] + Array(repeating: 0, count: 16))),
            "range"
        ),
        Refusal("FLOAT", 0.1, "would lose digits"), Refusal("DOUBLE", .integer((1 << 53) + 1), "would lose digits"),
        Refusal("DECIMAL(5,2)", 1000, "more digits"),
        Refusal("DECIMAL(5,2)", .decimal(FixedDecimal(unscaled: 1_005, scale: 3)), "more digits"),
        Refusal("DECIMAL(38,0)", .hugeInteger(.max), "more digits"),
        Refusal("DECIMAL(38,38)", 1, "more digits"), Refusal("DECIMAL(38,38)", .hugeInteger(.min), "more digits"),
        Refusal("DECIMAL(4,1)", .decimal(FixedDecimal(unscaled: 1, scale: 255)), "more digits"),
        Refusal("TIMESTAMP_S", .timestamp(Timestamp(ticks: 1_500, unit: .milliseconds)), "whole number of"),
        Refusal("TIMESTAMP_NS", .timestamp(Timestamp(ticks: .max / 1000 + 1)), "out of range"),
        Refusal("TIMESTAMP_NS", .timestamp(Timestamp(ticks: .min)), "out of range"),
        Refusal("ENUM('a', 'b')", "c", "none of the ENUM's members"),
    ]

    private static let times: [Refusal] = [
        Refusal("TIME", .time(TimeOfDay(nanoseconds: -1000)), "from 00:00:00 to 24:00:00"),
        Refusal("TIME", .time(TimeOfDay(nanoseconds: .max)), "from 00:00:00 to 24:00:00"),
        Refusal("TIME", .time(TimeOfDay(nanoseconds: 1)), "no whole number of microseconds"),
        Refusal("TIME", .time(TimeOfDay(nanoseconds: 0, utcOffset: 0)), "has an offset"),
        Refusal("TIME_NS", .time(TimeOfDay(nanoseconds: .min)), "from 00:00:00 to 24:00:00"),
        Refusal("TIMETZ", .time(TimeOfDay(nanoseconds: 0)), "has no offset"),
        Refusal("TIMETZ", .time(TimeOfDay(nanoseconds: 0, utcOffset: 57_600)), "15:59:59"),
    ]

    private static let nested: [Refusal] = [
        Refusal("INTEGER[2]", [1], "1 elements are given, the type has 2"),
        Refusal("STRUCT(a INTEGER)", .structure([StructField(name: "b", value: 1)]), "no field \"b\""),
        Refusal(
            "STRUCT(a INTEGER, b INTEGER)",
            .structure([StructField(name: "a", value: 1), StructField(name: "A", value: 1)]),
            "given twice"
        ),
        Refusal("MAP(INTEGER, INTEGER)", .map([MapEntry(key: nil, value: 1)]), "none that is NULL"),
        Refusal(
            "MAP(INTEGER, INTEGER)",
            .map([MapEntry(key: 1, value: 1), MapEntry(key: 1, value: 2)]),
            "each key once"
        ),
        Refusal("UNION(a INTEGER)", .union(member: "b", value: 1), "no member \"b\""),
        Refusal("BIT", .bits(BitString([])), "one bit at least"),
        Refusal("GEOMETRY", .geometry(Geometry(wkb: [1, 2, 3])), "no well-known binary"),
        Refusal("GEOMETRY", .geometry(Geometry(wkb: [0, 0, 0, 0, 2, 0, 0, 0, 0])), "little-endian"),
        Refusal("VARIANT", 1, "Bind it as a parameter"),
    ]

    @Test("It is refused, with the reason and never the value", arguments: kinds + ranges + times + nested)
    func refuses(refusal: Refusal) throws {
        let connection = try Database().connect()
        try connection.execute("CREATE TABLE t (id INTEGER, v \(unsafe: refusal.type), w \(unsafe: refusal.type)[])")
        let values: [[Value]] = [[1, refusal.value, nil], [1, nil, [nil, refusal.value]]]
        for row in values {
            let error = #expect(throws: DuckDBError.self) {
                try connection.append(to: "t") { appender in
                    try appender.append(values: [0, nil, nil])
                    try appender.append(values: row)
                }
            }
            #expect(error?.message.contains(refusal.reason) == true, "\(error?.message ?? "")")
        }
        #expect(try connection.fetchOne(Int.self, "SELECT count(*) FROM t") == 0)
    }

    @Test("The message names table, column, its type, the row and the Swift type")
    func namesThePlace() throws {
        let connection = try Database().connect()
        try connection.execute("CREATE TABLE people (id INTEGER, age TINYINT)")
        let error = #expect(throws: DuckDBError.self) {
            try connection.append(to: "people") { appender in
                for id in 0..<3000 { try appender.append(id, id == 2999 ? 4711 : 0) }
            }
        }
        #expect(error?.code == .encoding)
        #expect(
            error?.message == "Int could not be written to column \"people.age\" (TINYINT), row 3000: "
                + "the whole number is out of the type's range."
        )
    }

    @Test("A refused element of a list has the place of its row")
    func namesThePlaceOfLists() throws {
        let connection = try Database().connect()
        try connection.execute("CREATE TABLE t (l TINYINT[], a FLOAT[2])")
        let error = #expect(throws: DuckDBError.self) {
            try connection.append(to: "t") { appender in
                try appender.append([1, 2, 3], [1.0, 2])
                try appender.append([4, 500], [Float]())
            }
        }
        #expect(
            error?.message == "Array<Int> could not be written to column \"t.l\" (TINYINT[]), row 2: "
                + "the whole number is out of the type's range."
        )
        #expect(throws: DuckDBError.self) { try connection.append(to: "t") { try $0.append([1], [Float(1)]) } }
    }

    @Test("Ticks and days beyond the engine's calendar are stored as they are, and no statement crashes on them")
    func extremes() throws {
        let connection = try Database().connect()
        try connection.execute(
            "CREATE TABLE t (s TIMESTAMP_S, ms TIMESTAMP_MS, us TIMESTAMP, ns TIMESTAMP_NS, tz TIMESTAMPTZ, d DATE)"
        )
        let beyond: [(ticks: Int64, days: Int32)] = [
            (Int64.min, Int32.min), (Int64.min + 1, Int32.min + 1), (Int64.max - 1, Int32.max - 1),
        ]
        for (ticks, days) in beyond {
            try connection.append(to: "t") { appender in
                try appender.append(
                    Timestamp(ticks: ticks, unit: .seconds),
                    Timestamp(ticks: ticks, unit: .milliseconds),
                    Timestamp(ticks: ticks),
                    Timestamp(ticks: ticks, unit: .nanoseconds),
                    Timestamp(ticks: ticks, isUTC: true),
                    CalendarDate(daysSinceEpoch: days)
                )
            }
        }
        let stored = try connection.fetchAll("FROM t")
        #expect(stored[0]["us"] == .timestamp(Timestamp(ticks: .min)))
        for column in ["s", "ms", "us", "ns", "tz", "d"] {
            for row in beyond.indices {
                _ = try? connection.fetchAll(
                    "SELECT \(identifier: column)::VARCHAR FROM t LIMIT 1 OFFSET \(unsafe: "\(row)")"
                )
            }
        }
        #expect(try connection.fetchOne(Int.self, "SELECT count(DISTINCT us) FROM t") == 3)
    }

    @Test("Numbers that stay the same are written to any type of number")
    func exactNumbers() throws {
        let connection = try Database().connect()
        try connection.execute(
            "CREATE TABLE t (a TINYINT, b DOUBLE, c FLOAT, d DECIMAL(6,3), e UHUGEINT, f BIGNUM, g DECIMAL(38,10), h HUGEINT)"
        )
        try connection.append(to: "t") { appender in
            let decimal = FixedDecimal(unscaled: -15, scale: 1)
            try appender.append(Int64(-128), 3, 0.5, decimal, UInt8(7), UInt64.max, Int8(-1), BigInteger(5))
            try appender.append(UInt128(127), Float.nan, Double.nan, 12, 0, -1, decimal, UInt32.max)
        }
        let rows = try connection.fetchAll("SELECT COLUMNS(*)::VARCHAR FROM t")
        #expect(
            rows.map(\.values) == [
                ["-128", "3.0", "0.5", "-1.500", "7", "18446744073709551615", "-1.0000000000", "5"],
                ["127", "nan", "nan", "12.000", "0", "-1", "-1.5000000000", "4294967295"],
            ]
        )
    }

    @Test("A timestamp is written in any unit that it is a whole number of, and a Date counts as UTC")
    func timestamps() throws {
        let connection = try Database().connect()
        try connection.execute(
            "CREATE TABLE t (s TIMESTAMP_S, ms TIMESTAMP_MS, us TIMESTAMP, ns TIMESTAMP_NS, tz TIMESTAMPTZ)"
        )
        let date = Date(timeIntervalSince1970: 1_700_000_000)
        try connection.append(to: "t") { appender in
            try appender.append(date, date, date, date, date)
            for ticks in [Int64.max, -.max] {
                let infinity = Timestamp(ticks: ticks)
                try appender.append(infinity, infinity, infinity, infinity, infinity)
            }
        }
        let rows = try connection.fetchAll("SELECT COLUMNS(*) = 'infinity', COLUMNS(*) = '-infinity' FROM t")
        #expect(rows.map { $0.values.filter { $0 == true }.count } == [0, 5, 5])
        #expect(
            try connection.fetchAll([Date].self, "SELECT [s, ms, us, ns] FROM t LIMIT 1") == [[date, date, date, date]]
        )
        #expect(try connection.fetchOne(Bool.self, "SELECT epoch_us(tz) = epoch_us(us) FROM t LIMIT 1") == true)
    }

    @Test("The fields of a structure are found by name, and those that are not given are NULL")
    func structures() throws {
        let connection = try Database().connect()
        try connection.execute("CREATE TABLE t (s STRUCT(a INTEGER, b VARCHAR, c INTEGER[]))")
        try connection.append(to: "t") { appender in
            try appender.append(
                Value.structure([StructField(name: "B", value: "x"), StructField(name: "a", value: 1)])
            )
            try appender.append(["c": Value.list([1])])
        }
        #expect(
            try connection.fetchAll("SELECT s::VARCHAR FROM t").map { $0[0] } == [
                "{'a': 1, 'b': x, 'c': NULL}", "{'a': NULL, 'b': NULL, 'c': [1]}",
            ]
        )
    }
}
