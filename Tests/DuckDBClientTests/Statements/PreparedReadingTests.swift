import DuckDBClient
import Testing

@Suite("A prepared statement has the verbs of its connection")
struct PreparedReadingTests {
    private struct Pair: Decodable, Equatable {
        let first: Int
        let secondName: String
    }

    private static let sql: SQL = "SELECT i AS first, 'n' || i AS second_name FROM range($1) t(i)"

    @Test("It runs again and again, with other parameters, as rows, as types and as tuples")
    func reads() throws {
        let statement = try Database().connect().prepare(Self.sql)
        #expect(try statement.fetchAll([2]).map(\.values) == [[0, "n0"], [1, "n1"]])
        #expect(try statement.fetchOne([0]) == nil)
        #expect(try statement.fetchOne([1])?["second_name"] == "n0")

        let pairs = try statement.fetchAll(Pair.self, [2], keys: .fromSnakeCase)
        #expect(pairs == [Pair(first: 0, secondName: "n0"), Pair(first: 1, secondName: "n1")])
        #expect(try statement.fetchOne(Pair.self, [2], keys: .fromSnakeCase) == pairs[0])

        let tuples = try statement.fetchAll((Int, String).self, [2])
        #expect(tuples.map(\.0) == [0, 1] && tuples.map(\.1) == ["n0", "n1"])
        let (first, second) = try #require(try statement.fetchOne((Int, String).self, [1]))
        #expect(first == 0 && second == "n0")
    }

    @Test("It hands its rows over one by one, in each of the three forms")
    func walks() throws {
        let statement = try Database().connect().prepare(Self.sql)
        var seen: [String] = []
        try statement.forEach([2]) { row in seen.append("\(row.values.count)") }
        try statement.forEach(Pair.self, [1], keys: .fromSnakeCase) { seen.append($0.secondName) }
        try statement.forEach((Int, String).self, [1]) { seen.append("\($0) \($1)") }
        #expect(seen == ["2", "2", "n0", "0 n0"])
    }

    @Test("Executed, it says how many rows it changed; a query is computed to its end and says 0")
    func executes() throws {
        let connection = try Database().connect()
        try connection.execute("CREATE TABLE t (i INTEGER)")
        try connection.execute("CREATE SEQUENCE calls")
        let insert = try connection.prepare("INSERT INTO t SELECT * FROM range($1)")
        #expect(try insert.execute([5000]) == 5000)
        #expect(try insert.execute([7]) == 7)
        #expect(try connection.prepare("SELECT nextval('calls') FROM t").execute() == 0)
        #expect(try connection.fetchOne(Int.self, "SELECT currval('calls')") == 5007)
    }

    @Test("What it is given wrongly and what a row does not fit is an error, and it can be run again")
    func fails() throws {
        let statement = try Database().connect().prepare(Self.sql)
        #expect(throws: DuckDBError.self) { try statement.execute() }
        let error = try #require(throws: DuckDBError.self) { try statement.fetchAll((Int, Int).self, [1]) }
        #expect(error.code == .decoding)
        #expect(try statement.fetchOne([1])?[0] == 0)
    }
}
