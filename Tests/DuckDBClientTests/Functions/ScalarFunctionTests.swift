import DuckDBClient
import Synchronization
import Testing

@Suite("A Swift closure is an SQL function")
struct ScalarFunctionTests {
    let database: Database

    init() throws {
        database = try Database(settings: [("threads", "4")])
    }

    @Test("NULL goes in only where the parameter is optional, and comes out otherwise")
    func nulls() throws {
        let connection = try database.connect()
        try connection.register(
            ScalarFunction("initials") { (first: String, last: String?) -> String in
                "\(first.prefix(1))\(last?.prefix(1) ?? "-")"
            }
        )
        let rows = try connection.fetchAll(
            (String?, Int).self,
            """
            SELECT initials(first, last), n FROM (VALUES
                ('Ada', 'Lovelace', 1), ('Ada', NULL, 2), (NULL, 'Lovelace', 3), (NULL, NULL, 4)) t(first, last, n)
            ORDER BY n
            """
        )
        #expect(rows.map(\.0) == ["AL", "A-", nil, nil])
        #expect(try connection.fetchOne(String?.self, "SELECT initials('Ada', NULL)") == "A-")
        #expect(try connection.fetchOne(String?.self, "SELECT initials(NULL, 'x')") == .some(nil))
    }

    @Test("Constant, joined and filtered arguments of more rows than a vector has give what SQL gives")
    func shapes() throws {
        let connection = try database.connect()
        try connection.register(
            ScalarFunction("weighted") { (text: String, number: Int64?, factor: Int64) -> Int64? in
                number.map { Int64(text.utf8.count) + $0 * factor }
            }
        )
        try connection.execute("CREATE TABLE names AS SELECT i, repeat('ä', i::INT) AS name FROM range(20) r(i)")
        try connection.execute(
            "CREATE TABLE facts AS SELECT i, CASE WHEN i % 7 > 0 THEN i END AS n, i % 20 AS name FROM range(10000) r(i)"
        )
        let wrong = try connection.fetchOne(
            Int.self,
            """
            SELECT count(*) FROM facts JOIN names ON names.i = facts.name
            WHERE weighted(names.name, n, 3) IS DISTINCT FROM strlen(names.name) + n * 3
                OR weighted('a literal of some length', n, facts.i) IS DISTINCT FROM 24 + n * facts.i
            """
        )
        #expect(wrong == 0)
        #expect(try connection.fetchOne(Int.self, "SELECT weighted('abc', 2, 5)") == 13)
        #expect(
            try connection.fetchOne(Bool.self, "SELECT sum(weighted('', n, 1)) = sum(n) FROM facts WHERE i % 2 = 0")
                == true
        )
    }

    @Test("Texts of every length come and go whole")
    func texts() throws {
        let connection = try database.connect()
        try connection.register(ScalarFunction("echo") { (text: String) in text })
        let wrong = try connection.fetchOne(
            Int.self,
            "SELECT count(*) FROM (SELECT repeat('ü', (i % 40)::INT) AS t FROM range(5000) r(i)) WHERE echo(t) <> t"
        )
        #expect(wrong == 0)
    }

    @Test("A bare NULL, a function without parameters and an enumeration are no special cases")
    func edges() throws {
        let connection = try database.connect()
        enum Level: String, SQLTyped, Decodable { case low, high }
        try connection.register(ScalarFunction("answer") { 42 })
        try connection.register(ScalarFunction("flip") { (level: Level) -> Level in level == .low ? .high : .low })
        #expect(try connection.fetchAll(Int.self, "SELECT answer() FROM range(3)") == [42, 42, 42])
        #expect(try connection.fetchOne(Level.self, "SELECT flip('low')") == .high)
        #expect(try connection.fetchOne(String?.self, "SELECT flip(NULL)") == .some(nil))
        let error = #expect(throws: DuckDBError.self) { try connection.fetchAll("SELECT flip('neither')") }
        #expect(error?.description.contains("none of the cases of Level") == true)
    }

    @Test("Overloads stand beside each other, and the same signature again takes the place of the first")
    func overloads() throws {
        let connection = try database.connect()
        try connection.register(ScalarFunction("kind") { (_: Int64) in "number" })
        try connection.register(ScalarFunction("kind") { (_: String) in "text" })
        try connection.register(ScalarFunction("kind") { (_: Int64, _: Int64) in "two" })
        let kinds: SQL = "SELECT [kind(1), kind('a'::VARCHAR), kind(1, 2)]"
        #expect(try connection.fetchOne([String].self, kinds) == ["number", "text", "two"])
        try connection.register(ScalarFunction("kind") { (_: Int64) in "integer" })
        #expect(try connection.fetchOne([String].self, kinds) == ["integer", "text", "two"])
    }

    @Test("Any number of arguments, none included, with their NULLs where they are optional")
    func variadic() throws {
        let connection = try database.connect()
        try connection.register(
            ScalarFunction("longest", variadic: String.self) { words in words.max { $0.count < $1.count } }
        )
        try connection.register(ScalarFunction("nulls", variadic: Int64?.self) { values in values.count { $0 == nil } })
        #expect(try connection.fetchOne(String.self, "SELECT longest('a', 'ccc', 'bb')") == "ccc")
        #expect(try connection.fetchOne(String?.self, "SELECT longest('a', NULL::VARCHAR)") == .some(nil))
        #expect(try connection.fetchOne(String?.self, "SELECT longest()") == .some(nil))
        #expect(
            try connection.fetchAll(Int.self, "SELECT nulls(i, NULL, CASE WHEN i > 0 THEN 1 END) FROM range(2) r(i)")
                == [2, 1]
        )
    }

    @Test("What is volatile is called for every row; what is not, once where its arguments are constant")
    func volatility() throws {
        let connection = try database.connect()
        let calls = Mutex(0)
        let count: @Sendable (Int64) -> Int = { _ in
            calls.withLock {
                $0 += 1
                return $0
            }
        }
        try connection.register(ScalarFunction("folded", count))
        try connection.register(ScalarFunction("fresh", isVolatile: true, count))
        #expect(try connection.fetchAll(Int.self, "SELECT folded(7) FROM range(100)").allSatisfy { $0 == 1 })
        #expect(Set(try connection.fetchAll(Int.self, "SELECT fresh(7) FROM range(5000)")).count == 5000)
    }

    @Test("Arguments of other types are the binder's error, which names the function's types")
    func binder() throws {
        let connection = try database.connect()
        try connection.register(ScalarFunction("twice") { (number: Int64) in number * 2 })
        #expect(try connection.fetchOne(Int.self, "SELECT twice(4::SMALLINT)") == 8)
        for sql: SQL in ["SELECT twice(DATE '2024-01-01')", "SELECT twice(1, 2)", "SELECT twice()"] {
            let error = #expect(throws: DuckDBError.self) { try connection.fetchAll(sql) }
            #expect(error?.code == .binder)
            #expect(error?.message.contains("twice(BIGINT) -> BIGINT") == true)
        }
    }

    @Test("A name that is none, and a type that functions cannot have, are refused")
    func refusals() throws {
        let connection = try database.connect()
        for name in ["", "a\0b"] {
            let error = #expect(throws: DuckDBError.self) { try connection.register(ScalarFunction(name) { 1 }) }
            #expect(error?.code == .invalidInput)
        }
        let error = #expect(throws: DuckDBError.self) {
            try connection.register(
                ScalarFunction("f", parameters: [.list(.decimal(width: 50, scale: 1))], result: .bigint) { _, _ in }
            )
        }
        #expect(error?.code == .unsupportedType)
        #expect(throws: DuckDBError.self) { try connection.fetchAll("SELECT f([1])") }
    }
}
