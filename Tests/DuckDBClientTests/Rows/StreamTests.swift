import DuckDBClient
import Testing

@Suite("Streams")
struct StreamTests {
    @Test("A stream's rows are those of the query, in order")
    func readsAll() throws {
        let connection = try Database().connect()
        var rows = try connection.prepare("SELECT i FROM range($1) t(i)").stream([10_000])
        var expected: Int64 = 0
        while let row = try rows.next() {
            #expect(row[0] == .integer(expected))
            expected += 1
        }
        #expect(expected == 10_000)
    }

    @Test("What fails in the middle of a stream is an error, not its end")
    func failsInTheMiddle() throws {
        let connection = try Database().connect()
        let sql: SQL = "SELECT CASE WHEN i < 100000 THEN i ELSE error('too far') END FROM range(200000) t(i)"
        #expect(throws: DuckDBError.self) {
            var rows = try connection.prepare(sql).stream()
            while try rows.next() != nil {}
        }
        #expect(try connection.fetchOne(Int.self, "SELECT 1") == 1)
    }
}
