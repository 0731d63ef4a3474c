import DuckDBClient
import DuckDBLambda
import Foundation
import NIOCore
import Testing

@Suite("Rows as JSON")
struct JSONFormTests {
    @Test(
        "Each type has its documented form",
        arguments: [
            ("NULL", "null"), ("true", "true"), ("false", "false"), ("NULL::BOOLEAN", "null"), ("42", "42"),
            ("(-128)::TINYINT", "-128"), ("(-32768)::SMALLINT", "-32768"), ("(-2147483648)::INTEGER", "-2147483648"),
            ("'-9223372036854775808'::BIGINT", "-9223372036854775808"), ("9223372036854775807", "9223372036854775807"),
            ("255::UTINYINT", "255"), ("65535::USMALLINT", "65535"), ("4294967295::UINTEGER", "4294967295"),
            ("18446744073709551615::UBIGINT", "18446744073709551615"),
            ("9223372036854775808::HUGEINT * 4", "36893488147419103232"), ("0::HUGEINT", "0"),
            (
                "'-170141183460469231731687303715884105728'::HUGEINT", "-170141183460469231731687303715884105728"
            ),
            ("'340282366920938463463374607431768211455'::UHUGEINT", "340282366920938463463374607431768211455"),
            ("'-123456789012345678901234567890123456789012'::BIGNUM", "-123456789012345678901234567890123456789012"),
            ("-0.50::DECIMAL(4,2)", "-0.50"), ("7::DECIMAL(4,0)", "7"), ("0.001::DECIMAL(9,3)", "0.001"),
            ("123456789.123456789::DECIMAL(18,9)", "123456789.123456789"),
            ("-0.1::DECIMAL(18,18)", "-0.100000000000000000"),
            ("12345678901234567890.123::DECIMAL(38,3)", "12345678901234567890.123"),
            ("1::DECIMAL(38,37)", "1.0000000000000000000000000000000000000"),
            ("0.1::DOUBLE", "0.1"), ("1e300::DOUBLE", "1e+300"), ("-0.0::DOUBLE * 1", "-0.0"), ("100::DOUBLE", "100.0"),
            ("0.07::DOUBLE", "0.07"), ("(0.1 + 0.2::DOUBLE)::DOUBLE", "0.30000000000000004"), ("0.1::FLOAT", "0.1"),
            ("16777216::FLOAT", "16777216.0"), ("5e-324::DOUBLE", "5e-324"), ("'NaN'::DOUBLE", "\"NaN\""),
            ("'inf'::FLOAT", "\"Infinity\""), ("'-inf'::DOUBLE", "\"-Infinity\""),
            ("'x'", "\"x\""), ("''", "\"\""), ("'b'::ENUM('a', 'b')", "\"b\""),
            ("'1a2b3c4d-0000-7000-8000-00000000ffff'::UUID", "\"1a2b3c4d-0000-7000-8000-00000000ffff\""),
            ("'ffffffff-0000-0000-0000-000000000000'::UUID", "\"ffffffff-0000-0000-0000-000000000000\""),
            ("'0101'::BIT", "\"0101\""), ("'\\xFF\\x00'::BLOB", "\"/wA=\""), ("''::BLOB", "\"\""),
            ("'POINT (1 2)'::GEOMETRY", "\"AQEAAAAAAAAAAADwPwAAAAAAAABA\""),
        ]
    )
    func scalars(expression: String, expected: String) throws {
        #expect(try encoded("SELECT \(unsafe: expression) AS v", as: .json) == "[{\"v\":\(expected)}]")
    }

    @Test(
        "Dates and times are those of RFC 3339",
        arguments: [
            ("DATE '2026-01-31'", "2026-01-31"), ("DATE '0001-01-01'", "0001-01-01"),
            ("DATE '9999-12-31'", "9999-12-31"), ("DATE '10000-01-01'", "+010000-01-01"),
            ("DATE '5881580-07-10'", "+5881580-07-10"), ("DATE '0001-12-31 (BC)'", "0000-12-31"),
            ("DATE '0044-03-15 (BC)'", "-000043-03-15"), ("'infinity'::DATE", "infinity"),
            ("'-infinity'::DATE", "-infinity"), ("TIME '12:30:00.5'", "12:30:00.5"), ("TIME '24:00:00'", "24:00:00"),
            ("TIME '00:00:00.000001'", "00:00:00.000001"), ("'12:30:00.123456789'::TIME_NS", "12:30:00.123456789"),
            ("'00:00:00.00000001'::TIME_NS", "00:00:00.00000001"),
            ("'00:00:00.12345678'::TIME_NS", "00:00:00.12345678"),
            ("'12:30:00.5+02'::TIMETZ", "12:30:00.5+02:00"), ("'12:30:00-15:59:59'::TIMETZ", "12:30:00-15:59:59"),
            ("'12:30:00-00:30'::TIMETZ", "12:30:00-00:30"), ("'12:30:00'::TIMETZ", "12:30:00+00:00"),
            ("TIMESTAMP '2026-01-31 12:30:00'", "2026-01-31T12:30:00"),
            ("TIMESTAMP '1969-12-31 23:59:59.999999'", "1969-12-31T23:59:59.999999"),
            ("'2026-01-31 12:30:07'::TIMESTAMP_S", "2026-01-31T12:30:07"),
            ("'2026-01-31 12:30:07.120'::TIMESTAMP_MS", "2026-01-31T12:30:07.12"),
            ("'2026-01-31 12:30:07.123456789'::TIMESTAMP_NS", "2026-01-31T12:30:07.123456789"),
            ("TIMESTAMPTZ '2026-01-31 12:30:00+01'", "2026-01-31T11:30:00Z"), ("'infinity'::TIMESTAMP", "infinity"),
            ("'-infinity'::TIMESTAMPTZ", "-infinity"),
            ("'290309-12-22 (BC) 00:00:00'::TIMESTAMP", "-290308-12-22T00:00:00"),
            ("'294247-01-10 04:00:54.775806'::TIMESTAMP", "+294247-01-10T04:00:54.775806"),
            ("INTERVAL '90 minutes'", "PT5400S"), ("INTERVAL '1 month -2 days'", "P1M-2D"),
            ("INTERVAL '0 days'", "PT0S"),
        ]
    )
    func times(expression: String, expected: String) throws {
        #expect(try encoded("SELECT \(unsafe: expression) AS v", as: .json) == "[{\"v\":\"\(expected)\"}]")
        #expect(
            try encoded("SELECT [\(unsafe: expression)]::VARIANT AS v", as: .ndjson) == "{\"v\":[\"\(expected)\"]}\n",
            "within a VARIANT too"
        )
        #expect(try encoded("SELECT \(unsafe: expression) AS v", as: .csv) == "v\r\n\(expected)\r\n", "and in CSV")
    }

    @Test(
        "What is nested stays nested",
        arguments: [
            ("[1, NULL, 2]", "[1,null,2]"), ("[1, 2]::INTEGER[2]", "[1,2]"), ("[]::INTEGER[]", "[]"),
            ("NULL::INTEGER[]", "null"), ("[[], [[1], NULL]]::INTEGER[][][]", "[[],[[1],null]]"),
            ("{'a': 1, 'b': ['x']}", "{\"a\":1,\"b\":[\"x\"]}"), ("row(1, 'x')", "{\"\":1,\"_1\":\"x\"}"),
            ("MAP {'k': 1, 'l': 2}", "{\"k\":1,\"l\":2}"), ("MAP {}::MAP(INTEGER, INTEGER)", "{}"),
            ("MAP {DATE '2026-01-31': 1}", "{\"2026-01-31\":1}"),
            ("MAP {1: 'a', 22: NULL}", "{\"1\":\"a\",\"22\":null}"),
            ("MAP {'01'::BIT: 1}", "{\"01\":1}"), ("MAP {['a']: 1}", "{\"[\\\"a\\\"]\":1}"),
            ("union_value(n := 7)", "{\"n\":7}"), ("NULL::UNION(n INTEGER)", "null"),
            ("{'a': [1, NULL], 'b': DATE '2026-01-31'}::VARIANT", "{\"a\":[1,null],\"b\":\"2026-01-31\"}"),
            ("MAP {1: 'a'}::VARIANT", "[{\"key\":1,\"value\":\"a\"}]"), ("'x'::VARIANT", "\"x\""),
            ("NULL::VARIANT", "null"),
            ("0.50::DECIMAL(4,2)::VARIANT", "0.50"),
        ]
    )
    func nested(expression: String, expected: String) throws {
        #expect(try encoded("SELECT \(unsafe: expression) AS v", as: .json) == "[{\"v\":\(expected)}]")
    }

    @Test("Members of a UNION, lists of any length and NULL within NULL come in the order of the rows")
    func mixed() throws {
        let connection = try Database().connect()
        let text = try encoded(
            """
            SELECT
                CASE WHEN i % 5 = 0 THEN NULL WHEN i % 2 = 0 THEN union_value(n := i)::UNION(n BIGINT, s VARCHAR)
                    ELSE union_value(s := 's' || i)::UNION(n BIGINT, s VARCHAR) END AS u,
                CASE WHEN i % 7 = 0 THEN NULL ELSE {'l': range(i % 4), 'm': CASE WHEN i % 3 = 0 THEN NULL ELSE
                    MAP {'k' || i: [i, NULL]} END} END AS s,
                [i, i + 1]::BIGINT[2] AS a
            FROM range(3000) t(i) ORDER BY i
            """,
            as: .ndjson,
            on: connection
        )
        let lines = text.split(separator: "\n")
        try #require(lines.count == 3000)
        for (i, line) in lines.enumerated() {
            let u = i % 5 == 0 ? "null" : i % 2 == 0 ? "{\"n\":\(i)}" : "{\"s\":\"s\(i)\"}"
            let list = (0..<i % 4).map(String.init).joined(separator: ",")
            let map = i % 3 == 0 ? "null" : "{\"k\(i)\":[\(i),null]}"
            let s = i % 7 == 0 ? "null" : "{\"l\":[\(list)],\"m\":\(map)}"
            #expect(line == "{\"u\":\(u),\"s\":\(s),\"a\":[\(i),\(i + 1)]}")
        }
    }

    @Test("Numbers that doubles do not hold are strings where that is asked for, and no others")
    func largeNumbers() throws {
        var options = ResultOptions()
        options.largeNumbersAsText = true
        let expected = [
            ("9007199254740991", "9007199254740991"), ("-9007199254740991", "-9007199254740991"),
            ("9007199254740992", "\"9007199254740992\""), ("-9007199254740992", "\"-9007199254740992\""),
            ("9007199254740992::UBIGINT", "\"9007199254740992\""), ("1::HUGEINT", "1"),
            ("9007199254740992::HUGEINT", "\"9007199254740992\""), ("5::UHUGEINT", "5"),
            ("9007199254740992::UHUGEINT", "\"9007199254740992\""), ("'7'::BIGNUM", "7"),
            ("'-9007199254740992'::BIGNUM", "\"-9007199254740992\""), ("1.50::DECIMAL(4,2)", "\"1.50\""),
            ("1.50::DECIMAL(38,2)", "\"1.50\""), ("[9007199254740992, 1]", "[\"9007199254740992\",1]"),
            ("{'d': 0.5}", "{\"d\":\"0.5\"}"), ("9007199254740992::VARIANT", "\"9007199254740992\""),
            ("1e20::DOUBLE", "1e+20"),
            ("NULL::DECIMAL(4,2)", "null"), ("MAP {9007199254740992: 1}", "{\"9007199254740992\":1}"),
        ]
        for (expression, json) in expected {
            #expect(
                try encoded("SELECT \(unsafe: expression) AS v", as: .json, options: options) == "[{\"v\":\(json)}]",
                "\(expression)"
            )
        }
    }

    @Test("No rows are an empty array, many rows keep their order and are counted")
    func counts() throws {
        #expect(try encoded("SELECT 1 WHERE false", as: .json) == "[]")
        var rows = try Database().connect().query("SELECT i FROM range(5000) t(i)")
        let result = try rows.encode(as: .json)
        #expect(result.rowCount == 5000)
        let read = try JSONDecoder().decode([[String: Int]].self, from: Data(result.body.readableBytesView))
        #expect(read.map { $0["i"] } == Array(0..<5000))
    }

    @Test("Rows after one that was read by hand are all there")
    func restOfRows() throws {
        var rows = try Database().connect().query("SELECT i FROM range(3000) t(i)")
        _ = try rows.next()
        let result = try rows.encode(as: .ndjson)
        #expect(result.rowCount == 2999)
        #expect(String(buffer: result.body).hasPrefix("{\"i\":1}\n{\"i\":2}\n"))
    }

    @Test("Columns of the same name both arrive")
    func repeatedNames() throws {
        #expect(try encoded("SELECT 1 AS a, 2 AS a, 3 AS a_1", as: .json) == "[{\"a\":1,\"a_1\":2,\"a_1_1\":3}]")
    }
}
