import DuckDBClient
import Foundation
import Testing

@Suite("Rows as tuples")
struct TupleTests {
    private static let sql: SQL = """
        SELECT i AS id, i / 2 AS half, 'a name of row ' || i AS name,
               CASE WHEN i % 3 <> 0 THEN i::INTEGER END AS number, [i, NULL] AS list
        FROM range(5000) t(i)
        """

    @Test("Every row arrives, chunk after chunk, NULL as nil, nested as array")
    func forEach() throws {
        let connection = try Database().connect()
        var expected: Int64 = 0
        try connection.forEach((Int64, Double, String, Int32?, [Int?]).self, Self.sql) { id, half, name, number, list in
            #expect(id == expected)
            #expect(half == Double(expected) / 2)
            #expect(name == "a name of row \(expected)")
            #expect(number == (expected % 3 == 0 ? nil : Int32(expected)))
            #expect(list == [Int(expected), nil])
            expected += 1
        }
        #expect(expected == 5000)
    }

    @Test("All at once, one, and from a row that was read")
    func otherVerbs() throws {
        let connection = try Database().connect()
        let all = try connection.fetchAll((Int, String?).self, "SELECT i, nullif('x', 'x') FROM range(3000) t(i)")
        #expect(all.count == 3000)
        #expect(all.last?.0 == 2999)
        #expect(all.allSatisfy { $0.1 == nil })
        let one = try connection.fetchOne((UInt8, Date).self, "SELECT 255, TIMESTAMP '1970-01-01 00:00:01'")
        #expect(one?.0 == 255)
        #expect(one?.1 == Date(timeIntervalSince1970: 1))
        #expect(try connection.fetchOne((Int, Int).self, "SELECT 1, 2 WHERE false") == nil)
        let row = try #require(try connection.fetchOne("SELECT 7, 'x', NULL"))
        let (number, text, nothing) = try row.decode((Int64, String, Date?).self)
        #expect((number, text) == (7, "x"))
        #expect(nothing == nil)
    }

    @Test("Rows can be walked in different ways, one after the other")
    func mixes() throws {
        var rows = try Database().connect().query("SELECT i, -i FROM range(2500) t(i)")
        #expect(try rows.next()?.values == [0, 0])
        let pair = try rows.next((Int, Int).self)
        #expect(pair?.1 == -1)
        struct Pair: Decodable { let i: Int }
        #expect(try rows.next(Pair.self)?.i == 2)
        #expect(try rows.fetchAll((Int, Int).self).count == 2497)
        #expect(try rows.next() == nil)
    }

    @Test("A value that does not fit says column, row and both types, and not itself")
    func saysWhatDoesNotFit() throws {
        let connection = try Database().connect()
        let error = #expect(throws: DuckDBError.self) {
            try connection.fetchAll((Int64, Int8).self, "SELECT i, i - 2900 AS small FROM range(4000) t(i)")
        }
        #expect(error?.code == .decoding)
        let place = "Int8 could not be read from column \"small\" (BIGINT), row 1: "
        #expect(error?.message == place + "a whole number is not in the range of Int8.")
        let later = #expect(throws: DuckDBError.self) {
            try connection.fetchAll((Int64, Int64).self, "SELECT i, nullif(i, 3000) AS maybe FROM range(4000) t(i)")
        }
        #expect(
            later?.message == "Int64 could not be read from column \"maybe\" (BIGINT), row 3001: NULL is not Int64."
        )
    }

    @Test("A tuple has one type a column", arguments: ["SELECT 1", "SELECT 1, 2, 3, 4", "SELECT 1, 2"])
    func refusesOtherNumber(sql: String) throws {
        let connection = try Database().connect()
        let error = #expect(throws: DuckDBError.self) {
            try connection.fetchAll((Int, Int, Int).self, SQL(unsafe: sql))
        }
        #expect(error?.message.contains("columns, the tuple 3") == true)
        let row = try #require(try connection.fetchOne(SQL(unsafe: sql)))
        #expect(throws: DuckDBError.self) { try row.decode((Int, Int, Int).self) }
    }

    @Test("What the closure throws ends the reading and comes through")
    func throwsThrough() throws {
        struct Enough: Error {}
        let connection = try Database().connect()
        #expect(throws: Enough.self) {
            try connection.forEach((Int, Int).self, "SELECT i, i FROM range(10) t(i)") { i, _ in
                if i == 3 { throw Enough() }
            }
        }
        #expect(try connection.fetchOne(Int.self, "SELECT 1") == 1)
    }

    @Test("A row whose closure throws counts as read, and no other does, in all ways of reading")
    func goesOnAfterThrowing() throws {
        struct Enough: Error {}
        struct Pair: Decodable { let i: Int }
        let connection = try Database().connect()
        let sql: SQL = "SELECT i, i AS j FROM range(3000) t(i)"
        var rows = try connection.query(sql)
        #expect(throws: Enough.self) {
            try rows.forEach((Int, Int).self) { i, _ in if i == 10 { throw Enough() } }
        }
        #expect(try rows.next()?[0] == 11)
        #expect(throws: Enough.self) { try rows.forEach(Pair.self) { if $0.i == 20 { throw Enough() } } }
        #expect(try rows.next()?[0] == 21)
        #expect(throws: Enough.self) { try rows.forEach { if $0[0] == 30 { throw Enough() } } }
        #expect(try rows.next()?[0] == 31)
        rows = try connection.query("SELECT i, i, i FROM range(3000) t(i)")
        #expect(throws: Enough.self) {
            try rows.forEach((Int, Int, Int).self) { i, _, _ in if i == 2999 { throw Enough() } }
        }
        #expect(try rows.next() == nil)
    }
}
