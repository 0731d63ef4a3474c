import DuckDBClient
import Synchronization
import Testing

@Suite("A Swift closure is an SQL table")
struct TableFunctionTests {
    let database: Database

    init() throws {
        database = try Database(settings: [("threads", "4")])
    }

    @Test("Tuples become rows, more of them than a vector has, with their NULLs and texts")
    func tuples() throws {
        let connection = try database.connect()
        try connection.register(
            TableFunction("numbered", columns: "n", "name", "odd") { (first: Int, last: Int) in
                (first...last).lazy.map { ($0, "a name of some length \($0)", $0 % 3 == 0 ? nil : $0 % 2 == 1) }
            }
        )
        let wrong = try connection.fetchOne(
            Int.self,
            """
            SELECT count(*) FROM numbered(1, 10000) FULL JOIN range(1, 10001) r(i) ON n = i
            WHERE n IS NULL OR i IS NULL OR name <> 'a name of some length ' || n
                OR odd IS DISTINCT FROM (CASE WHEN n % 3 > 0 THEN n % 2 = 1 END)
            """
        )
        #expect(wrong == 0)
        let columns = try connection.query("FROM numbered(1, 1)").columns
        #expect(columns.map(\.name) == ["n", "name", "odd"])
        #expect(columns.map(\.type) == [.bigint, .varchar, .boolean])
    }

    @Test("Only the columns that a statement uses are kept, in whatever order and number")
    func projection() throws {
        let connection = try database.connect()
        try connection.register(
            TableFunction("wide", columns: "a", "b", "c") { (count: Int) in
                (0..<count).lazy.map { ($0, "\($0)", Double($0)) }
            }
        )
        #expect(try connection.fetchAll((Double, Int).self, "SELECT c, a FROM wide(2)").map(\.0) == [0, 1])
        #expect(try connection.fetchAll(String.self, "SELECT b FROM wide(5) WHERE c > 3") == ["4"])
        #expect(try connection.fetchOne(Int.self, "SELECT count(*) FROM wide(3000)") == 3000)
        #expect(try connection.fetchOne("SELECT a, a, c, b FROM wide(1)")?.values == [0, 0, 0.0, "0"])
        #expect(try connection.fetchAll("SELECT * FROM wide(0)").isEmpty)
    }

    @Test("Parameters go by position and by name, and those by name can be left out")
    func parameters() throws {
        let connection = try database.connect()
        try connection.register(
            TableFunction("steps", parameters: [.bigint], named: ["by": .bigint, "names": .list(.varchar)]) { call in
                let last = try call.argument(0, as: Int.self)
                let step = try call.argument("by", as: Int?.self) ?? 1
                let names = try call.argument("names", as: [String]?.self) ?? ["n", "square"]
                let columns = names.map { Column(name: $0, type: .bigint) }
                return TableScan(columns: columns) {
                    var next = 0
                    return { chunk in
                        var row = 0
                        while next <= last, row < chunk.capacity {
                            for column in columns.indices {
                                try chunk.write(next * (column + 1), column: column, row: row)
                            }
                            next += step
                            row += 1
                        }
                        return row
                    }
                }
            }
        )
        #expect(try connection.fetchAll(Int.self, "SELECT n FROM steps(3)") == [0, 1, 2, 3])
        #expect(try connection.fetchAll(Int.self, "SELECT square FROM steps(9, by := 4)") == [0, 8, 16])
        #expect(
            try connection.fetchAll(Int.self, "SELECT third FROM steps(1, names = ['a', 'second', 'third'])") == [0, 3]
        )
        // Bound parameters are constants to the engine too, and a statement runs more than once.
        let statement = try connection.prepare("SELECT sum(n) FROM steps(?, by := ?)")
        for (last, step, sum) in [(10, 5, 15), (4, 2, 6)] {
            var rows = try statement.query(Parameters(last, step))
            #expect(try rows.next(Int.self) == sum)
        }
        for sql: SQL in ["FROM steps()", "FROM steps('a'::DATE)", "FROM steps(1, 2)", "FROM steps(1, no := 2)"] {
            let error = #expect(throws: DuckDBError.self) { try connection.fetchAll(sql) }
            #expect(error?.code == .binder || error?.code == .conversion)
        }
    }

    @Test("Arguments of every type arrive as the values that they are")
    func arguments() throws {
        let connection = try database.connect()
        let types: [LogicalType] = [
            .varchar, .decimal(width: 10, scale: 2), .date, .list(.list(.integer)), .blob, .hugeint,
            .structure([.init(name: "a", type: .integer), .init(name: "b", type: .varchar)]), .boolean, .uuid,
            .interval,
        ]
        let seen = Mutex<[Value]>([])
        try connection.register(
            TableFunction("takes", parameters: types) { call in
                seen.withLock { $0 = call.arguments }
                return TableScan(column: "n") { 1...1 }
            }
        )
        let list = """
            'a text of more than twelve bytes', 12.34, DATE '2024-02-29', [[1, NULL], NULL], 'ab'::BLOB, 12345678901234567890,
            {'a': 1, 'b': 'x'}, true, UUID '00112233-4455-6677-8899-aabbccddeeff', INTERVAL 3 DAYS
            """
        let expected = try #require(try connection.fetchOne("SELECT \(unsafe: list)")).values
        try connection.execute("FROM takes(\(unsafe: list))")
        #expect(seen.withLock { $0 } == expected)
        try connection.execute("FROM takes(NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL)")
        #expect(seen.withLock { $0 } == Array(repeating: .null, count: 10))
    }

    @Test("An endless sequence ends where LIMIT does")
    func endless() throws {
        let connection = try database.connect()
        final class Counter: Sendable { let value = Atomic(0) }
        let made = Counter()
        try connection.register(
            TableFunction("endless") { _ in
                TableScan(column: "n") {
                    var n = 0
                    return {
                        n += 1
                        made.value.store(n, ordering: .relaxed)
                        return n
                    }
                }
            }
        )
        #expect(try connection.fetchAll(Int.self, "SELECT n FROM endless() LIMIT 3 OFFSET 5000") == [5001, 5002, 5003])
        #expect(made.value.load(ordering: .relaxed) < 1_000_000)
    }

    @Test("Each run and each call in a statement has rows of its own")
    func independence() throws {
        let connection = try database.connect()
        try connection.register(TableFunction("upto", column: "n") { (last: Int) in 1...max(1, last) })
        #expect(try connection.fetchOne(Int.self, "SELECT count(*) FROM upto(50) a, upto(40) b WHERE a.n = b.n") == 40)
        #expect(
            try connection.fetchOne(
                Int.self,
                "WITH t AS (FROM upto(100)) SELECT (SELECT sum(n) FROM t) + (SELECT count(*) FROM t JOIN t u USING (n))"
            ) == 5150
        )
        let statement = try connection.prepare("SELECT sum(n) FROM upto(3000)")
        for _ in 0..<3 {
            var rows = try statement.query()
            #expect(try rows.next(Int.self) == 4_501_500)
        }
        #expect(
            try connection.fetchOne(Int.self, "SELECT count(*) FROM range(5) r(i) WHERE i IN (SELECT n FROM upto(3))")
                == 3
        )
        try connection.execute("CREATE VIEW v AS FROM upto(7)")
        #expect(try database.connect().fetchOne(Int.self, "SELECT max(n) FROM v") == 7)
    }

    @Test("Chunks are written in place, and cells that are not are NULL")
    func chunks() throws {
        let connection = try database.connect()
        let columns = [
            Column(name: "n", type: .bigint), Column(name: "text", type: .varchar),
            Column(name: "never", type: .list(.date)),
        ]
        try connection.register(
            TableFunction("chunked", parameters: [.bigint]) { call in
                let count = try call.argument(0, as: Int.self)
                var scan = TableScan(columns: columns) {
                    var done = 0
                    return { chunk in
                        let rows = min(chunk.capacity, count - done)
                        if var numbers = try chunk.values(Int.self, column: 0) {
                            for row in 0..<rows { numbers[row] = done + row }
                        }
                        for row in stride(from: 0, to: rows, by: 2) {
                            try chunk.write("number \(done + row) of \(count)", column: 1, row: row)
                        }
                        done += rows
                        return rows
                    }
                }
                scan.estimatedRows = count
                return scan
            }
        )
        let rows = try connection.fetchAll(
            "SELECT count(*), sum(n), count(text), max(text), count(never) FROM chunked(5001)"
        )
        #expect(rows[0].values == [5001, .hugeInteger(12_502_500), 2501, "number 998 of 5001", 0])
        let plan = try connection.fetchAll("EXPLAIN FROM chunked(123456)").description
        #expect(plan.contains("123,456") || plan.contains("123456"), "\(plan)")
    }

    @Test("A second function of the name is refused, since the engine would drop it in silence")
    func twice() throws {
        let connection = try database.connect()
        try connection.register(TableFunction("one", column: "n") { 1...1 })
        let error = #expect(throws: DuckDBError.self) {
            try connection.register(TableFunction("one", column: "n") { (last: Int) in 1...last })
        }
        #expect(error?.code == .catalog)
        #expect(try connection.fetchAll(Int.self, "FROM one()") == [1])
    }

    @Test("A cell is made NULL, or refused by its column, used or not")
    func writesNull() throws {
        let connection = try database.connect()
        try connection.register(
            TableFunction("nulls") { _ in
                let columns = [Column(name: "a", type: .bigint), Column(name: "b", type: .varchar)]
                return TableScan(columns: columns) {
                    var isDone = false
                    return { chunk in
                        guard !isDone else { return 0 }
                        isDone = true
                        for row in 0..<2 {
                            try chunk.write(row, column: 0, row: row)
                            try chunk.write("x", column: 1, row: row)
                        }
                        try chunk.writeNull(column: 0, row: 1)
                        try chunk.writeNull(column: 1, row: 0)
                        let error = #expect(throws: DuckDBError.self) { try chunk.writeNull(column: 2, row: 0) }
                        #expect(error?.code == .misuse)
                        return 2
                    }
                }
            }
        )
        #expect(try connection.fetchAll("FROM nulls()").map(\.values) == [[0, nil], [nil, "x"]])
        #expect(try connection.fetchAll("SELECT a FROM nulls()").map(\.values) == [[0], [nil]])
    }

    @Test("An argument that the function has no parameter for is a misuse, not a NULL", arguments: [true, false])
    func unknownArgument(hasNames: Bool) throws {
        let connection = try database.connect()
        try connection.register(
            TableFunction("typo", named: hasNames ? ["step": .bigint] : [:]) { call in
                let step = try call.argument("stop", as: Int?.self) ?? 1
                return TableScan(column: "n") { 1...step }
            }
        )
        let error = #expect(throws: DuckDBError.self) { try connection.fetchAll("FROM typo()") }
        #expect(
            error?.message.contains("no parameter \"stop\": the function has \(hasNames ? "step" : "none")") == true
        )
    }
}
