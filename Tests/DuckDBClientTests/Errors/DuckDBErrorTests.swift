import DuckDBClient
import Testing

@Suite("Engine errors")
struct DuckDBErrorTests {
    @Test(
        "The class is the engine's",
        arguments: [
            ("SELEC 1", DuckDBError.Code.parser),
            ("SELECT * FROM nowhere", .catalog),
            ("SELECT nothing FROM range(1)", .binder),
            ("SELECT 'x'::INTEGER", .conversion),
            ("SELECT 9223372036854775807 + 1::BIGINT", .outOfRange),
            ("SELECT * FROM '/nowhere/at/all.parquet'", .io),
            ("SELECT 1\0; DROP TABLE x", .parser),
        ]
    )
    func classes(sql: String, code: DuckDBError.Code) throws {
        let connection = try Database().connect()
        let error = #expect(throws: DuckDBError.self) { try connection.fetchAll(SQL(unsafe: sql)) }
        #expect(error?.code == code)
        #expect(error?.sql == sql)
    }

    @Test("A parser error says the line, and shows the statement's text only to a debugger")
    func saysLine() throws {
        let connection = try Database().connect()
        let sql: SQL = "SELECT 1,\n  'hunter2' AS a b c"
        let error = try #require(throws: DuckDBError.self) { try connection.fetchAll(sql) }
        #expect(error.line == 2)
        #expect(error.description == "Parser Error: syntax error at or near \"b\" (line 2 of the statement)")
        #expect(error.debugDescription.contains("hunter2"))
    }

    @Test("A value that does not convert, and a stack trace, are shown only to a debugger")
    func hidesValues() throws {
        let connection = try Database().connect()
        let error = try #require(throws: DuckDBError.self) {
            try connection.fetchAll("SELECT $1::INTEGER", ["it's hunter2"])
        }
        #expect(!error.description.contains("hunter2"))
        #expect(error.description.hasPrefix("Conversion Error: Could not convert string '…' to INT32"))
        #expect(
            DuckDBError(code: .internal, message: "Oops\n\nStack Trace:\n/lib").description == "INTERNAL Error: Oops"
        )
    }

    @Test(
        "A value that was bound is in no description, whatever went wrong with it",
        arguments: [
            ("INSERT INTO t VALUES (?)", Value.integer(4711), DuckDBError.Code.constraint),
            ("INSERT INTO p VALUES (?)", .integer(4712), .constraint),
            ("INSERT INTO s VALUES (?)", "it's \"hunter\" 4711", .constraint),
            ("SELECT ?::TINYINT", .integer(4711), .conversion),
            ("SELECT ?::DECIMAL(3,1)", .double(4711.5), .conversion),
            ("SELECT ?::DECIMAL(3,1)", "4711.5", .conversion),
            ("SELECT ?::DATE", "4711-'x'", .conversion),
            ("SELECT strptime(?, '%d')", "4711 \"x\"", .invalidInput),
            ("SELECT ? * 9223372036854775807::BIGINT", .integer(4_711_471_147_114_711), .outOfRange),
            ("SELECT ?::HUGEINT::BIGINT", .hugeInteger(4_711_471_147_114_711_471_147_114_711), .conversion),
        ]
    )
    func hidesBoundValues(sql: String, value: Value, code: DuckDBError.Code) throws {
        let connection = try Database().connect()
        try connection.execute("CREATE TABLE t (id INTEGER PRIMARY KEY)")
        try connection.execute("CREATE TABLE s (name VARCHAR UNIQUE)")
        try connection.execute("CREATE TABLE p (id INTEGER REFERENCES t(id))")
        try connection.execute("INSERT INTO t VALUES (?)", [4711])
        try connection.execute("INSERT INTO s VALUES (?)", ["it's \"hunter\" 4711"])
        let error = try #require(throws: DuckDBError.self) { try connection.execute(SQL(unsafe: sql), [value]) }
        #expect(error.code == code)
        #expect(!error.description.contains("471"), "\(error.description)")
        #expect(!error.description.contains("hunter"))
    }

    @Test(
        "A value is shown only to a debugger where the engine gives it bare, in a remark, or on a line of its own",
        arguments: [
            ("SELECT strptime($1, '%Y')", "hunter2", "Could not parse string \"…\""),
            ("SELECT date_part($1, DATE '2026-01-01')", "hunter2", "extract specifier \"…\" not recognized"),
            ("SELECT format($1, 1)", "{hunter2}", "Argument with name \"…\""),
            ("SELECT chr($1::INTEGER)", 313_373_133, "Invalid UTF8 Codepoint …"),
            ("SELECT make_date($1, 13, 1)", 31337, "Date out of range: …"),
            ("SELECT get_bit('01'::BIT, $1::INTEGER)", 31337, "bit index … out of valid range (…)"),
            ("SELECT DATE '2026-01-01' + to_years($1::INTEGER)", 313_373_133, "Interval value … years out of range"),
            (
                "SELECT ($1::VARIANT)::INTEGER", "hunter2", "Can't convert VARIANT(VARCHAR) value '…'"
            ),
        ] as [(String, Value, String)]
    )
    func hidesBareValues(sql: String, value: Value, shown: String) throws {
        let connection = try Database().connect()
        let error = try #require(throws: DuckDBError.self) { try connection.fetchAll(SQL(unsafe: sql), [value]) }
        #expect(error.description == "\(error.code.engineName) Error: \(shown)")
    }

    private struct Refusal: Error { let value = "hunter2" }
    private struct Refusing: Codable {
        init() {}
        init(from decoder: any Decoder) throws { throw Refusal() }
        func encode(to encoder: any Encoder) throws { throw Refusal() }
    }

    @Test("What a type's own decoding or encoding throws is shown only to a debugger: it may hold the value")
    func hidesOthersErrors() throws {
        let connection = try Database().connect()
        let decoding = #expect(throws: DuckDBError.self) {
            try connection.fetchAll(Refusing.self, "SELECT 1 AS a, 2 AS b")
        }
        let encoding = #expect(throws: DuckDBError.self) { try Value(encoding: Refusing()) }
        for error in [decoding, encoding] {
            #expect(error?.description.contains("hunter2") == false)
            #expect(error?.description.contains("threw Refusal") == true)
            #expect(error?.debugDescription.contains("hunter2") == true)
        }
    }

    @Test(
        "What looks like a credential is masked",
        arguments: [
            ("host=db password=hunter2 user=x", "host=db password=**** user=x"),
            ("PASSWORD = 'it\\'s hunter2' port=1", "PASSWORD = **** port=1"),
            ("postgres://u:hunter2@db/x X-Amz-Signature=hunter2&a", "postgres://****@db/x X-Amz-Signature=****&a"),
            ("s3_secret_access_key=hunter2 KEY_ID hunter", "s3_secret_access_key=**** KEY_ID hunter"),
            ("{\"password\":\"hunter2\", \"a\": 1}", "{\"password\":****, \"a\": 1}"),
            ("SECRET 'hunter2', TOKEN 'a''hunter2' x", "SECRET ****, TOKEN **** x"),
            ("password authentication failed for user \"x\"", "password authentication failed for user \"x\""),
            ("md:db?motherduck_token=hunter2&a=b", "md:db?motherduck_token=****&a=b"),
            ("a = b, secret=\"hunter2 x\"", "a = b, secret=****"),
            ("password=\u{301}hunter2 x", "password=**** x"),
            ("postgres://u:hunter2@\u{301}db", "postgres://****@\u{301}db"),
            ("nothing here", "nothing here"),
        ]
    )
    func masks(text: String, masked: String) {
        #expect(Redaction.masked(text) == masked)
    }

    @Test("Of a message that repeats a long input the beginning is masked, in a time that does not grow with it")
    func masksLongTexts() {
        let masked = Redaction.masked("password=hunter2 " + String(repeating: "a-", count: 500_000))
        #expect(masked.hasPrefix("password=**** a-a-"))
        #expect(masked.utf8.count < 5000)
    }
}
