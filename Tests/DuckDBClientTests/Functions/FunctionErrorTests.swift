import DuckDBClient
import Testing

@Suite("What a Swift function throws fails the statement, with the function's name and the error's text")
struct FunctionErrorTests {
    struct TooMany: Error, CustomStringConvertible {
        let count: Int
        var description: String { "\(count) are too many, %s {} at least" }
    }

    enum Stage: String, CaseIterable, Sendable { case bind, start, first, later }

    let database: Database

    init() throws {
        database = try Database(settings: [("threads", "8")])
    }

    @Test("In the midst of a big parallel query, after which the connection goes on")
    func scalar() throws {
        let connection = try database.connect()
        try connection.register(
            ScalarFunction("picky") { (number: Int) throws -> Int in
                if number == 777_777 { throw TooMany(count: number) }
                return number
            }
        )
        try connection.execute("CREATE TABLE numbers AS SELECT i FROM range(1_000_000) r(i)")
        for _ in 0..<3 {
            let error = #expect(throws: DuckDBError.self) {
                try connection.fetchOne("SELECT sum(picky(i)) FROM numbers GROUP BY i % 1000")
            }
            #expect(error?.code == .invalidInput)
            #expect(error?.message == "Function \"picky\": 777777 are too many, %s {} at least")
            #expect(try connection.fetchOne(Int.self, "SELECT count(picky(i)) FROM numbers WHERE i < 5000") == 5000)
        }
    }

    @Test("An argument that a Swift type does not hold says which argument, and shows no value")
    func decoding() throws {
        let connection = try database.connect()
        enum Size: Int, SQLTyped { case one = 1 }
        try connection.register(ScalarFunction("sized") { (_: String, size: Size) in size })
        let error = #expect(throws: DuckDBError.self) { try connection.fetchAll("SELECT sized('a', 4711)") }
        #expect(error?.description.contains("argument 2") == true)
        #expect(error?.description.contains("4711") == false)
    }

    @Test("At whatever stage of a table function", arguments: Stage.allCases)
    func table(stage: Stage) throws {
        let connection = try database.connect()
        try connection.register(
            TableFunction("fragile") { _ in
                if stage == .bind { throw TooMany(count: 1) }
                return TableScan(column: "n") {
                    if stage == .start { throw TooMany(count: 1) }
                    var n = 0
                    return {
                        n += 1
                        if stage == .first || n > 5000 { throw TooMany(count: 1) }
                        return n
                    }
                }
            }
        )
        for _ in 0..<2 {
            let error = #expect(throws: DuckDBError.self) { try connection.fetchOne("SELECT sum(n) FROM fragile()") }
            #expect(error?.code == (stage == .bind ? .binder : .invalidInput))
            #expect(error?.message.hasPrefix("Function \"fragile\": 1 are too many, %s {} at least") == true)
        }
        #expect(try connection.fetchOne(Int.self, "SELECT 1") == 1)
    }

    @Test("Arguments and columns that do not fit, and numbers of rows that there are not")
    func misuse() throws {
        let connection = try database.connect()
        try connection.register(TableFunction("upto", column: "n") { (last: Int) in 1...last })
        try connection.register(TableFunction("empty") { _ in TableScan(columns: []) { { _ in 0 } } })
        try connection.register(
            TableFunction("names", columns: "a") { (last: Int) in (1...last).lazy.map { ($0, $0) } }
        )
        try connection.register(
            TableFunction("many") { _ in TableScan(columns: [Column(name: "n", type: .bigint)]) { { _ in 4096 } } }
        )
        try connection.register(
            TableFunction("less") { _ in TableScan(columns: [Column(name: "n", type: .bigint)]) { { _ in -1 } } }
        )
        try connection.register(
            TableFunction("small") { _ in
                TableScan(columns: [Column(name: "n", type: .tinyint)]) {
                    { chunk in
                        try chunk.write(300, column: 0, row: 0)
                        return 1
                    }
                }
            }
        )
        try connection.register(
            TableFunction("beside") { _ in
                TableScan(columns: [Column(name: "n", type: .bigint)]) {
                    { chunk in
                        try chunk.write(1, column: 1, row: 0)
                        return 1
                    }
                }
            }
        )
        let cases: [(SQL, String)] = [
            ("FROM upto(NULL)", "Argument 1 could not be read: NULL is not Int"), ("FROM empty()", "a column at least"),
            ("FROM names(1)", "1 names are given for the 2 columns"), ("FROM many()", "4096 rows"),
            ("FROM less()", "-1 rows"), ("FROM small()", "column \"n\" (TINYINT), row 1"),
            ("FROM beside()", "no column 1"),
        ]
        for (sql, reason) in cases {
            let error = #expect(throws: DuckDBError.self) { try connection.fetchAll(sql) }
            #expect(error?.description.contains(reason) == true, "\(String(describing: error))")
        }
        #expect(try connection.fetchOne(Int.self, "SELECT 1") == 1)
    }
}
