import DuckDBClient
import Testing

@Suite("Nested values go into a Swift function and come out of it")
struct ScalarFunctionNestedTests {
    struct Point: SQLTyped, Equatable {
        var x: Double
        var name: String

        static let sqlType = LogicalType.structure([
            .init(name: "x", type: .double), .init(name: "name", type: .varchar),
        ])

        init(x: Double, name: String) {
            (self.x, self.name) = (x, name)
        }

        init(sqlValue: Value) throws(DuckDBError) {
            guard case .structure(let fields) = sqlValue, fields.count == 2 else {
                throw DuckDBError(code: .decoding, message: "not a point")
            }
            self.init(x: try Double(sqlValue: fields[0].value), name: try String(sqlValue: fields[1].value))
        }

        var sqlValue: Value {
            .structure([.init(name: "x", value: .double(x)), .init(name: "name", value: .text(name))])
        }
    }

    let database: Database

    init() throws {
        database = try Database()
        let connection = try database.connect()
        try connection.register(ScalarFunction("echo") { (values: [[Int64?]?]?) in values })
        try connection.register(ScalarFunction("echo") { (values: [String]) in values })
        try connection.register(ScalarFunction("echo") { (point: Point) in point })
        try connection.register(ScalarFunction("echo_all") { (points: [Point]) in points })
    }

    @Test(
        "They stay the same, however the engine lays them out",
        arguments: [
            "[[i, NULL], NULL, [i + 1]]",
            "CASE WHEN i % 3 > 0 THEN [[i]] END",
            "[range(i % 5)]",
            "list_reverse([[i], [i + 1, NULL], []])",
            "list_slice([[1], [2], [3], [i]], -1, 1, -2)",
            "list_filter([[i], [i, i]], lambda l: len(l) > 1)",
            "list_transform(range(i % 9), lambda e: [e, i])",
            "list_sort([[i % 10], [5], NULL])",
            "list_distinct([[1], [i % 2]])",
            "list_concat([[i]], [[1, 2]])",
            "list_resize([[1]], (i % 4)::BIGINT, [7])",
            "list_select([[1], [2], [i]], [3, 1, 9])",
            "[[x] for x in [1, i] if x > 0]",
            "(SELECT list([r]) FROM range(i % 4) t(r))",
            "[[1]]",
        ]
    )
    func lists(expression: String) throws {
        let connection = try database.connect()
        let wrong = try connection.fetchAll(
            (Value, Value).self,
            """
            SELECT l, echo(l) FROM (SELECT (\(unsafe: expression))::BIGINT[][] AS l FROM range(2500) r(i))
            WHERE echo(l) IS DISTINCT FROM l
            """
        )
        #expect(wrong.isEmpty)
        let direct = try connection.fetchOne(
            Int.self,
            """
            SELECT count(*) FROM range(2500) r(i)
            WHERE echo((\(unsafe: expression))::BIGINT[][]) IS DISTINCT FROM (\(unsafe: expression))::BIGINT[][]
            """
        )
        #expect(direct == 0)
    }

    @Test(
        "Lists of texts too",
        arguments: [
            "list_slice(['short', 'a text of more than twelve bytes', i::VARCHAR], -1, 1, -2)",
            "string_split(repeat('a text that is long enough, ', (i % 4)::INT), ',')",
            "list_reverse_sort(['b', 'a text of more than twelve bytes ' || i])",
            "list_reverse(['b', 'a text of more than twelve bytes ' || i])",
            "map_keys(MAP {'one key of some length': i, 'two': 2})",
        ]
    )
    func listsOfTexts(expression: String) throws {
        let connection = try database.connect()
        let wrong = try connection.fetchOne(
            Int.self,
            """
            SELECT count(*) FROM range(2500) r(i)
            WHERE echo(\(unsafe: expression)) IS DISTINCT FROM \(unsafe: expression)
            """
        )
        #expect(wrong == 0)
    }

    @Test("Structures, lists of them, constant and joined ones")
    func structures() throws {
        let connection = try database.connect()
        let wrong = try connection.fetchOne(
            Int.self,
            """
            WITH names AS (SELECT i, {'x': i, 'name': 'a name of some length ' || i} AS p FROM range(10) r(i))
            SELECT count(*) FROM range(2500) r(i) JOIN names ON names.i = r.i % 10
            WHERE echo(p) IS DISTINCT FROM p
                OR echo({'x': 1, 'name': 'constant'}) <> {'x': 1, 'name': 'constant'}
                OR echo({'x': r.i, 'name': 'half constant'}).x <> r.i
                OR echo_all([p, {'x': 0.5::DOUBLE, 'name': 'n'}]) IS DISTINCT FROM [p, {'x': 0.5::DOUBLE, 'name': 'n'}]
                OR echo_all(list_slice([p, {'x': 0.5::DOUBLE, 'name': 'n'}, p], -1, 1, -1)) IS DISTINCT FROM
                    [p, {'x': 0.5::DOUBLE, 'name': 'n'}, p]
                OR echo(CASE WHEN r.i % 2 = 0 THEN p END) IS DISTINCT FROM (CASE WHEN r.i % 2 = 0 THEN p END)
            """
        )
        #expect(wrong == 0)
    }
}
