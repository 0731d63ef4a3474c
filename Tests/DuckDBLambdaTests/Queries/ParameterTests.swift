import DuckDBLambda
import Testing

@Suite("A query's parameters")
struct ParameterTests {
    /// The value that arrives, as JSON, or the error's message.
    private func echo(_ declaration: String, _ sent: String) async throws -> String {
        let queries = try ServedQueries(["echo": "-- @param v \(declaration)\nSELECT $v AS v"])
        do {
            return try await queries.answer(#"{"query": "echo", "parameters": {\#(sent)}}"#)
        } catch let error as QueryRequestError {
            #expect(error.code == .invalidParameter)
            #expect(error.field == "v")
            return error.message
        }
    }

    @Test(
        "Arrive in the declared type",
        arguments: [
            ("BIGINT", "9223372036854775807", "9223372036854775807"), ("INTEGER", #""-5""#, "-5"),
            ("UBIGINT", "18446744073709551615", "18446744073709551615"), ("DOUBLE", "1", "1.0"),
            ("DOUBLE", #""0.5""#, "0.5"),
            ("BOOLEAN", "true", "true"), ("BOOLEAN", #""false""#, "false"), ("VARCHAR", #""1""#, #""1""#),
            ("DATE", #""2024-02-29""#, #""2024-02-29""#),
            ("UUID", #""A0EEBC99-9c0b-4ef8-bb6d-6bb9bd380a11""#, #""a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11""#),
            ("DECIMAL(10, 2)", "1.5", "1.50"), ("TIMESTAMP", #""2024-01-01 12:00:00""#, #""2024-01-01T12:00:00""#),
            ("INTEGER[]", "[1, 2]", "[1,2]"), ("DATE[]", #"["2024-01-01"]"#, #"["2024-01-01"]"#),
            ("VARCHAR[]", "[]", "[]"),
            ("ANY", #"{"a": [1, null]}"#, #"{"a":[1,null]}"#), ("JSON", #"{"a": [1, null]}"#, #""{\"a\":[1,null]}""#),
            ("INTEGER default=null", "null", "null"), ("ANY", "null", "null"),
        ]
    )
    func typed(declaration: String, sent: String, expected: String) async throws {
        #expect(try await echo(declaration, "\"v\": \(sent)") == "[{\"v\":\(expected)}]")
    }

    @Test(
        "Have the declared default when they are not given",
        arguments: [
            ("INTEGER default=7", "7"), ("VARCHAR default='a b'", #""a b""#),
            ("DATE default=2024-01-01", #""2024-01-01""#),
            ("BIGINT default=null", "null"), ("INTEGER[] default=1,2", "[1,2]"), ("BOOLEAN default=true", "true"),
        ]
    )
    func defaults(declaration: String, expected: String) async throws {
        #expect(try await echo(declaration, "") == "[{\"v\":\(expected)}]")
    }

    @Test(
        "Of another type, or outside their limits, are refused with name and reason",
        arguments: [
            ("INTEGER", "2147483648", "from -2147483648 to 2147483647"), ("INTEGER", "1.5", "whole number"),
            ("INTEGER", #""1.5""#, "whole number"), ("INTEGER", #"" 1""#, "whole number"),
            ("INTEGER", "true", "whole number"),
            ("INTEGER", "null", "must not be null"), ("VARCHAR", "1", "must be text"),
            ("BOOLEAN", "1", "true or false"),
            ("DOUBLE", #""NaN""#, "a number"), ("DATE", #""yesterday""#, "must be DATE"),
            ("UUID", "{}", "must be UUID as text"),
            ("INTEGER min=1 max=9", "0", "from 1 to 9"), ("INTEGER min=1", "0", "1 or more"),
            ("DOUBLE max=1", "1.5", "1 or less"),
            ("DATE min=2024-01-01", #""2023-12-31""#, "2024-01-01 or more"),
            ("VARCHAR length=2", #""abc""#, "3 characters; 2"),
            ("VARCHAR values=a|b", #""c""#, "one of a, b"), ("INTEGER values=1|2", "3", "one of 1, 2"),
            ("INTEGER[]", "1", "a list of INTEGER"), ("INTEGER[] length=1", "[1,2]", "2 elements; 1"),
            ("INTEGER[] max=1", "[1,2]", "1 or less"), ("INTEGER[]", #"[1,"x"]"#, "whole number"),
        ]
    )
    func refused(declaration: String, sent: String, reason: String) async throws {
        let message = try await echo(declaration, "\"v\": \(sent)")
        #expect(message.contains("\"v\""))
        #expect(message.contains(reason))
    }

    @Test("That are missing or unknown are refused with what the query takes")
    func names() async throws {
        let queries = try ServedQueries(["q": "-- @param a INTEGER\n-- @param b INTEGER default=1\nSELECT $a, $b"])
        let missing = await #expect(throws: QueryRequestError.self) { try await queries.answer(#"{"query": "q"}"#) }
        #expect(missing?.field == "a")
        #expect(missing?.message.contains("takes a, b") == true)
        let unknown = await #expect(throws: QueryRequestError.self) {
            try await queries.answer(#"{"query": "q", "parameters": {"a": 1, "c": 1}}"#)
        }
        #expect(unknown?.field == "c")
    }

    @Test(
        "That the header and the statement do not have alike are the file's fault",
        arguments: [
            "SELECT $x AS x", "-- @param y INTEGER default=1\nSELECT 1",
        ]
    )
    func otherParameters(text: String) async throws {
        let queries = try ServedQueries(["q": text])
        let error = await #expect(throws: QueryFileError.self) { try await queries.answer(#"{"query": "q"}"#) }
        #expect(error?.code == .otherParameters)
        #expect(error?.message.contains("q.sql") == true)
    }

    @Test("With a default that does not fit are the file's fault")
    func invalidDefault() async throws {
        let queries = try ServedQueries(["q": "-- @param x DATE default=soon\nSELECT $x"])
        let error = await #expect(throws: QueryFileError.self) { try await queries.answer(#"{"query": "q"}"#) }
        #expect(error?.code == .invalidDefault)
    }

    @Test("With a limit that is no value of its type are the file's fault")
    func invalidLimit() async throws {
        let queries = try ServedQueries(["q": "-- @param x DATE max=2024-13-01\nSELECT $x"])
        let error = await #expect(throws: QueryFileError.self) {
            try await queries.answer(#"{"query": "q", "parameters": {"x": "2024-01-01"}}"#)
        }
        #expect(error?.code == .invalidDefault)
    }

    @Test("Of type JSON say the same from a query string, a body and a default")
    func json() async throws {
        let served = try ServedQueries(["q": "-- @param v JSON default='{\"a\": 1}'\nSELECT $v::JSON ->> 'a' AS a"])
        #expect(try await served.request("GET", "/queries/q").text == #"[{"a":"1"}]"#)
        #expect(try await served.request("GET", "/queries/q?v=%7B%22a%22:2%7D").text == #"[{"a":"2"}]"#)
        #expect(try await served.request("POST", "/queries/q", body: #"{"v": {"a": 3}}"#).text == #"[{"a":"3"}]"#)
        #expect(try await served.request("GET", "/queries/q?v=%7B").failure.field == "v")
    }

    @Test("In lists of many elements cost one statement")
    func manyElements() async throws {
        let served = try ServedQueries([
            "q": "-- @param v DATE[]\nSELECT len($v) AS n, max(v) AS most FROM (SELECT unnest($v) AS v)"
        ])
        let dates = (0..<20_000).map { "\"20\(10 + $0 % 10)-01-01\"" }.joined(separator: ",")
        let answer = try await served.answer("{\"query\": \"q\", \"parameters\": {\"v\": [\(dates)]}}")
        #expect(answer == #"[{"n":20000,"most":"2019-01-01"}]"#)
    }

    @Test("Are never SQL")
    func neverSQL() async throws {
        #expect(try await echo("VARCHAR", #""v": "'; DROP TABLE t; --""#) == #"[{"v":"'; DROP TABLE t; --"}]"#)
        #expect(try await echo("DATE", #""v": "2024-01-01'::DATE); SELECT 1 --""#).contains("must be DATE"))
    }
}
