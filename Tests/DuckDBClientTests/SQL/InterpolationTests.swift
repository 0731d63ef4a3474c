import DuckDBClient
import Foundation
import Testing

@Suite("Interpolation")
struct InterpolationTests {
    @Test("What is interpolated is a parameter, whatever it holds")
    func binds() throws {
        let connection = try Database().connect()
        let name = "'; DROP TABLE people; --"
        let nothing: Double? = nil
        let sql: SQL = "SELECT \(name), \(42), \(nothing), \([1, 2]), \(["k": true])"
        #expect(sql.text == "SELECT ?, ?, ?, ?, ?")
        let row = try #require(try connection.fetchOne(sql))
        #expect(row.values[0] == .text(name))
        #expect(row.values[1...3] == [42, nil, [1, 2]])
        #expect(row.values[4] == .map([MapEntry(key: "k", value: true)]))
    }

    @Test("SQL in SQL keeps its own values, in their order")
    func nests() throws {
        let connection = try Database().connect()
        let condition: SQL = "i > \(7)"
        let sql: SQL = "SELECT \("a") || count(*) FROM range(\(10)) t(i) WHERE \(condition) AND i <> \(8)"
        #expect(try connection.fetchOne(String.self, sql) == "a1")
    }

    @Test("Names, types and text of one's own are not values")
    func quotes() throws {
        let connection = try Database().connect()
        let (name, order) = ("a \"b\"", "DESC")
        let sql: SQL = "SELECT \(1)::\(LogicalType.smallint) AS \(identifier: name) ORDER BY 1 \(unsafe: order)"
        let rows = try connection.query(sql)
        #expect(rows.columns.map(\.name) == [name])
        #expect(rows.columns[0].type == .smallint)
    }

    @Test("A value in quotes is no parameter, and the error says so")
    func refusesQuotedValue() throws {
        let connection = try Database().connect()
        let error = #expect(throws: DuckDBError.self) { try connection.fetchOne("SELECT '\("hunter2")'") }
        #expect(error?.code == .parameters)
        #expect(error?.message.contains("in quotes") == true)
        #expect(error.map { String(reflecting: $0) }?.contains("hunter2") == false)
    }

    @Test("Values are interpolated or given apart, not both")
    func refusesBoth() throws {
        let connection = try Database().connect()
        let error = #expect(throws: DuckDBError.self) { try connection.fetchOne("SELECT \(1), ?", [2]) }
        #expect(error?.message.contains("Interpolate all values") == true)
    }

    @Test("A prepared statement keeps what was interpolated")
    func prepares() throws {
        let connection = try Database().connect()
        let statement = try connection.prepare("SELECT \(5) + \(6)")
        for _ in 1...2 {
            var rows = try statement.query()
            #expect(try rows.next()?[0] == 11)
        }
    }

    @Test("Swift values are given apart as well")
    func parameters() throws {
        let connection = try Database().connect()
        let date = Date(timeIntervalSince1970: 0.5)
        let row = try connection.fetchOne("SELECT $2, $1", Parameters("x", date))
        #expect(row?.values == [.timestamp(Timestamp(ticks: 500_000, isUTC: true)), "x"])
    }
}
