import DuckDBClient
import Foundation
import Testing

@Suite("Decoding rows")
struct DecodingTests {
    private struct Order: Decodable, Equatable {
        struct Item: Decodable, Equatable {
            let name: String
            let count: Int
        }

        let id: Int64
        let customer: String?
        let total: FixedDecimal
        let placed: Date
        let items: [Item]
    }

    private static let sql: SQL = """
        SELECT 7 AS id, NULL AS customer, 19.90::DECIMAL(10,2) AS total,
               TIMESTAMPTZ '2026-01-31 12:00:00+00' AS placed,
               [{name: 'pen', count: 2}, {name: 'ink', count: 1}] AS items
        """

    @Test("A row becomes a struct by column names, with NULL as nil and nested values")
    func decodesStruct() throws {
        let connection = try Database().connect()
        let orders = try connection.fetchAll(Order.self, Self.sql)
        let expected = Order(
            id: 7,
            customer: nil,
            total: FixedDecimal(unscaled: 1990, scale: 2),
            placed: Date(timeIntervalSince1970: 1_769_860_800),
            items: [.init(name: "pen", count: 2), .init(name: "ink", count: 1)]
        )
        #expect(orders == [expected])
    }

    @Test("A row of one column becomes a single value")
    func decodesSingleValues() throws {
        let connection = try Database().connect()
        #expect(try connection.fetchOne(Int.self, "SELECT 42") == 42)
        #expect(try connection.fetchOne([String].self, "SELECT ['a', 'b']") == ["a", "b"])
        #expect(try connection.fetchOne([String: Int].self, "SELECT 1 AS a, 2 AS b") == ["a": 1, "b": 2])
        #expect(try connection.fetchOne(Data.self, "SELECT 'ab'::BLOB") == Data("ab".utf8))
        #expect(try connection.fetchOne(Int.self, "SELECT 1 WHERE false") == nil)
    }

    @Test("An ARRAY decodes as a list, a UNION as its one member, a BIGNUM as an integer that reaches so far")
    func decodesRarerTypes() throws {
        let connection = try Database().connect()
        #expect(try connection.fetchOne([Int].self, "SELECT [1, 2]::INTEGER[2]") == [1, 2])
        #expect(try connection.fetchOne([[String: Int]].self, "SELECT [union_value(n := 7)]") == [["n": 7]])
        #expect(try connection.fetchOne(Int.self, "SELECT '-7'::BIGNUM") == -7)
        #expect(throws: DuckDBError.self) { try connection.fetchOne(Int8.self, "SELECT '128'::BIGNUM") }
        #expect(try connection.fetchOne(BigInteger.self, "SELECT '-7'::BIGNUM") == -7)
        #expect(try connection.fetchOne(BitString.self, "SELECT '01'::BIT") == BitString([false, true]))
        let geometry = try connection.fetchOne(Geometry.self, "SELECT 'POINT (1 2)'::GEOMETRY")
        #expect(geometry?.description == "POINT (1 2)")
    }

    @Test("A value that does not fit says which column, which SQL type and which Swift type")
    func saysWhatDoesNotFit() throws {
        struct Row: Decodable { let small: Int8 }
        let connection = try Database().connect()
        let error = #expect(throws: DuckDBError.self) { try connection.fetchAll(Row.self, "SELECT 1000 AS small") }
        #expect(error?.code == .decoding)
        #expect(error?.message.contains("column \"small\" (INTEGER), row 1") == true)
        #expect(error?.message.contains("Int8") == true)
    }

    @Test("A missing column is named, with the columns there are")
    func namesMissingColumn() throws {
        struct Row: Decodable { let wanted: Int }
        let connection = try Database().connect()
        let error = #expect(throws: DuckDBError.self) { try connection.fetchAll(Row.self, "SELECT 1 AS other") }
        #expect(error?.message == "There is no column or field \"wanted\": the names are: other.")
    }

    @Test("A NULL where the type has no room for one is an error, not a zero")
    func refusesNull() throws {
        let connection = try Database().connect()
        let error = #expect(throws: DuckDBError.self) { try connection.fetchOne(Int.self, "SELECT NULL::INTEGER AS n") }
        #expect(error?.message.contains("NULL") == true)
    }

    @Test("Rows beyond one chunk arrive whole and in order")
    func readsManyChunks() throws {
        let connection = try Database().connect()
        var expected: Int64 = 0
        try connection.forEach("SELECT i, [i, i + 1] AS pair FROM range(10000) t(i)") { row in
            #expect(row[0] == .integer(expected))
            #expect(row["pair"] == [.integer(expected), .integer(expected + 1)])
            expected += 1
        }
        #expect(expected == 10_000)
    }
}
