import DuckDBClient
import Synchronization
import Testing

@Suite("Every type of the engine goes through Swift functions unchanged")
struct FunctionTypeTests {
    @Test("As argument and result", arguments: AllTypes.columns)
    func scalar(column: Column) throws {
        let connection = try Database().connect()
        try connection.register(
            ScalarFunction("echo", parameters: [column.type], result: column.type) { arguments, result in
                for row in 0..<arguments.rowCount { try result.write(arguments.column(0).value(at: row), at: row) }
            }
        )
        let wrong = try connection.fetchAll(
            """
            SELECT echo(c), c FROM (SELECT \(identifier: column.name) AS c FROM test_all_types())
            WHERE echo(c) IS DISTINCT FROM c
            """
        )
        #expect(wrong.isEmpty)
    }

    @Test("As rows of a table, and as its parameters", arguments: AllTypes.columns)
    func table(column: Column) throws {
        let connection = try Database().connect()
        let values = try AllTypes.values(of: column)
        let seen = Mutex<[Value]>([])
        try connection.register(
            TableFunction("given", named: ["value": column.type]) { call in
                seen.withLock { $0.append(contentsOf: call.named.values) }
                return TableScan(columns: [column]) {
                    var isDone = false
                    return { chunk in
                        if isDone { return 0 }
                        for (row, value) in values.enumerated() { try chunk.write(value, column: 0, row: row) }
                        isDone = true
                        return values.count
                    }
                }
            }
        )
        let wrong = try connection.fetchAll(
            """
            SELECT a, b FROM (SELECT \(identifier: column.name) AS a FROM given())
            POSITIONAL JOIN (SELECT \(identifier: column.name) AS b FROM test_all_types()) WHERE a IS DISTINCT FROM b
            """
        )
        #expect(wrong.isEmpty)
        for (row, value) in values.enumerated() {
            try connection.execute(
                """
                SET VARIABLE v = (SELECT \(identifier: column.name) FROM test_all_types() LIMIT 1 OFFSET \(unsafe: "\(row)"))
                """
            )
            try connection.execute("FROM given(value := getvariable('v'))")
            // By their texts, since NaN is not even itself.
            #expect(String(describing: seen.withLock { $0.last }) == String(describing: Optional(value)))
        }
    }
}
