import DuckDBClient
import Testing

@Suite("Profiles")
struct ProfileTests {
    private func names(_ node: ProfileNode) -> [String] {
        [node.operatorName].compactMap(\.self) + node.children.flatMap(names)
    }

    @Test("A profile has the statement's metrics at the root and the plan's operators below, and is off afterwards")
    func tree() throws {
        let connection = try Database().connect()
        let sql: SQL = "SELECT count(*) FROM range(1000) a(i) JOIN range(500) b(i) USING (i)"
        let (value, profile) = try connection.profiling { try connection.fetchOne(Int.self, sql) }
        #expect(value == 500)
        let root = try #require(profile)
        #expect(root.operatorName == nil)
        #expect(root.metrics["QUERY_NAME"] == sql.text)
        #expect(root.number("ROWS_RETURNED") == 1)
        #expect(try #require(root.number("LATENCY")) > 0)
        #expect(root.number("NO_SUCH_METRIC") == nil)
        #expect(names(root).contains("HASH_JOIN"))
        #expect(names(root).filter { $0 == "RANGE" }.count == 2)
        #expect(connection.profile == nil)
    }

    @Test("What fails is thrown, and profiling is off afterwards")
    func failure() throws {
        let connection = try Database().connect()
        #expect(connection.profile == nil)
        #expect(throws: DuckDBError.self) {
            try connection.profiling { try connection.fetchOne(Int.self, "SELECT error('x')") }
        }
        try connection.execute("SELECT 1")
        #expect(connection.profile == nil)
    }

    @Test("A deadline that has passed does not keep profiling on")
    func deadline() throws {
        let connection = try Database().connect()
        #expect(throws: DuckDBError.self) {
            try connection.withDeadline(.milliseconds(50)) {
                try connection.profiling { try connection.execute(InterruptionTests.endless) }
            }
        }
        #expect(try connection.fetchOne("SELECT current_setting('enable_profiling')")?[0] == .null)
    }
}
