import DuckDBClient
import Testing

@Suite("A function of whole vectors reads and writes in place")
struct VectorwiseFunctionTests {
    let database: Database

    init() throws {
        database = try Database()
    }

    @Test("Numbers are computed span by span, and rows with a NULL are NULL")
    func numbers() throws {
        let connection = try database.connect()
        try connection.register(
            ScalarFunction("plus", parameters: [.bigint, .bigint], result: .bigint) { arguments, result in
                let left = try arguments.column(0).values(Int64.self)
                let right = try arguments.column(1).values(Int64.self)
                var sums = try result.values(Int64.self)
                for row in left.indices { sums[row] = left[row] &+ right[row] }
            }
        )
        let wrong = try connection.fetchOne(
            Int.self,
            """
            SELECT count(*) FROM (SELECT i, CASE WHEN i % 3 > 0 THEN i END AS n FROM range(10000) r(i))
            WHERE plus(n, i) IS DISTINCT FROM n + i OR plus(i, 5) <> i + 5 OR plus(NULL, i) IS NOT NULL
            """
        )
        #expect(wrong == 0)
    }

    @Test(
        "Rows that are not written are NULL, whatever the type",
        arguments: ["VARCHAR", "BIGINT", "INTEGER[]", "BOOLEAN"]
    )
    func unwritten(name: String) throws {
        let connection = try database.connect()
        let type = try #require(
            ["VARCHAR": .varchar, "BIGINT": .bigint, "INTEGER[]": .list(.integer), "BOOLEAN": .boolean][name]
                as LogicalType?
        )
        let value = try #require(
            ["VARCHAR": "a text of more than twelve bytes", "BIGINT": 7, "INTEGER[]": [1, 2], "BOOLEAN": true][name]
                as Value?
        )
        try connection.register(
            ScalarFunction("sparse", parameters: [.bigint], result: type) { arguments, result in
                let numbers = try arguments.column(0).values(Int64.self)
                for row in numbers.indices where numbers[row] % 5 == 0 { try result.write(value, at: row) }
            }
        )
        try connection.register(ScalarFunction("nothing", parameters: [.bigint], result: type) { _, _ in })
        let rows = try connection.fetchAll(
            "SELECT count(sparse(i)), count(nothing(i)), any_value(sparse(i)) FROM range(5000) r(i)"
        )
        #expect(rows[0].values == [1000, 0, value])
    }

    @Test("A function that takes NULL decides itself, and sees which arguments are NULL")
    func takesNull() throws {
        let connection = try database.connect()
        try connection.register(
            ScalarFunction("is_null", parameters: [], variadic: .varchar, result: .varchar, takesNull: true) {
                arguments,
                result in
                for row in 0..<arguments.rowCount {
                    var found = ""
                    for column in arguments.columns.indices {
                        found += try arguments.column(column).validity[row] ? "1" : "0"
                    }
                    try result.write(found, at: row)
                }
            }
        )
        #expect(
            try connection.fetchAll(
                String.self,
                "SELECT is_null('a', NULL, CASE WHEN i = 1 THEN 'x' END) FROM range(2) r(i)"
            )
                == ["100", "101"]
        )
        #expect(try connection.fetchOne(String.self, "SELECT is_null()") == "")
    }

    @Test("What the result cannot hold, and rows that there are not, are errors")
    func misuse() throws {
        let connection = try database.connect()
        try connection.register(
            ScalarFunction("beyond", parameters: [.bigint], result: .bigint) { arguments, result in
                try result.write(1, at: arguments.rowCount)
            }
        )
        try connection.register(
            ScalarFunction("narrow", parameters: [.bigint], result: .tinyint) { _, result in
                try result.write(300, at: 0)
            }
        )
        try connection.register(
            ScalarFunction("flags", parameters: [.bigint], result: .boolean) { _, result in
                _ = try result.values(UInt8.self)
            }
        )
        for (sql, reason) in [
            ("SELECT beyond(1)", "no such row"), ("SELECT narrow(1)", "out of the type's range"),
            ("SELECT flags(1)", "is not written as numbers"),
        ] {
            let error = #expect(throws: DuckDBError.self) { try connection.fetchAll(SQL(unsafe: sql)) }
            #expect(error?.code == .invalidInput)
            #expect(error?.description.contains(reason) == true, "\(String(describing: error))")
        }
    }

    @Test("A value that was refused leaves NULL behind; a nested one, written in part, fails the call even when caught")
    func refused() throws {
        let connection = try database.connect()
        let nested = LogicalType.list(
            .structure([.init(name: "text", type: .varchar), .init(name: "n", type: .tinyint)])
        )
        let values: [(name: String, type: LogicalType, value: Value)] = [
            ("plain", .tinyint, 300),
            ("nested", nested, [.structure([.init(name: "text", value: "t"), .init(name: "n", value: 300)])]),
        ]
        for (name, type, value) in values {
            try connection.register(
                ScalarFunction(name, parameters: [.bigint], result: type) { _, result in
                    try? result.write(value, at: 0)
                }
            )
        }
        #expect(try connection.fetchOne("SELECT plain(i) FROM range(3) r(i)")?[0] == .null)
        let error = #expect(throws: DuckDBError.self) { try connection.fetchAll("SELECT nested(i) FROM range(3) r(i)") }
        #expect(error?.description.contains("out of the type's range") == true)
    }
}
