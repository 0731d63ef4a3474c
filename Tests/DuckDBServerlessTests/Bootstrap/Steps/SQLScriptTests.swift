import DuckDBClient
import DuckDBServerless
import LocalServices
import Testing

@Suite("The step of SQL of one's own")
struct SQLScriptTests {
    private func engine(_ script: SQLScript) async throws -> Engine {
        try await Engine.wake(.test([script]))
    }

    /// The catalogs that are attached.
    private func attached(_ engine: Engine) async throws -> [Row] {
        try await engine.cursor { cursor in
            try cursor.fetchAll(
                "SELECT database_name FROM duckdb_databases() WHERE NOT internal AND database_name <> 'memory'"
            )
        }
    }

    @Test("Its statements run in order, once, when a statement names what calls for it")
    func runs() async throws {
        let script = SQLScript(
            name: "sales",
            triggers: [.catalog("sales")],
            sql: """
                ATTACH ':memory:' AS sales; -- a semicolon; in a comment
                CREATE TABLE sales.orders AS SELECT ';' AS mark, 7 AS amount;
                CREATE MACRO sales.twice(x) AS 2 * x;
                """
        )
        #expect(script.requirements == [script.sql])
        let engine = try await engine(script)
        #expect(try await attached(engine).isEmpty)
        for _ in 1...2 {
            let amount = try await engine.cursor { cursor in
                try cursor.fetchOne(Int.self, "SELECT sales.twice(amount) FROM sales.orders")
            }
            #expect(amount == 14)
        }
        #expect(engine.timeline.phases.filter { $0.name == "attach sales" }.count == 1)
    }

    @Test("A statement that fails has what came before it undone, and the next query tries again")
    func undoes() async throws {
        let script = SQLScript(
            name: "sales",
            triggers: [.catalog("sales")],
            sql: "ATTACH ':memory:' AS sales; CREATE TABLE sales.t AS FROM no_such_table; SELECT 1",
            undo: "DROP TABLE sales.t; DETACH sales"
        )
        let engine = try await engine(script)
        for _ in 1...2 {
            let error = try await #require(throws: BootstrapError.self) {
                try await engine.cursor { try $0.fetchAll("FROM sales.t") }
            }
            #expect(error.code == .attachFailed)
            #expect(error.description.contains("no_such_table"))
            #expect(try await attached(engine).isEmpty)
        }
    }

    @Test(
        "A script that loads or installs an extension is refused",
        arguments: ["LOAD 'x.duckdb_extension'", "INSTALL x"]
    )
    func refusesLoading(statement: String) async throws {
        let script = SQLScript(name: "sales", triggers: [.catalog("sales")], sql: "SELECT 1; \(statement)")
        let engine = try await engine(script)
        let error = try await #require(throws: BootstrapError.self) {
            try await engine.cursor { try $0.fetchAll("FROM sales.t") }
        }
        #expect(error.code == .notAllowed)
        #expect(error.remedy.contains("bake"))
    }

    @Test("A script that cannot be parsed runs nothing")
    func refusesNonsense() async throws {
        let script = SQLScript(
            name: "sales",
            triggers: [.catalog("sales")],
            sql: "ATTACH ':memory:' AS sales; SELEC 1"
        )
        let engine = try await engine(script)
        let error = try await #require(throws: BootstrapError.self) {
            try await engine.cursor { try $0.fetchAll("FROM sales.t") }
        }
        #expect(error.code == .attachFailed)
        #expect(try await attached(engine).isEmpty)
    }
}
