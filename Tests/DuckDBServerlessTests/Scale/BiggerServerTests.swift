import AWSParameters
import DuckDBClient
import DuckDBServerless
import Foundation
import LocalServices
import Testing

@Suite("Work sent to a bigger DuckDB server")
struct BiggerServerTests {
    private static let parameter = "/test/quack/token"
    private static let token = "planted-quack-token"
    private static let orders = """
        CREATE TABLE orders AS
        SELECT i AS id, (i % 7)::INTEGER AS region, (i % 1000)::DOUBLE AS amount FROM range(1000000) t(i);
        SET GLOBAL threads = 5
        """

    private let server: QuackServer
    private let step: Quack
    private let engine: Engine

    init() async throws {
        server = try await QuackServer.start(token: Self.token, Self.orders)
        var step = Quack(host: "127.0.0.1", token: ParameterReference(.ssm, Self.parameter))
        step.port = server.port
        self.step = step
        var configuration = try await EngineConfiguration.testWithAll([step], parameters: [Self.parameter: Self.token])
        configuration.threads = 1
        configuration.memoryLimit = 128
        engine = try await Engine.wake(configuration)
    }

    @Test("What is sent runs there: with the server's threads and the server's memory")
    func runsThere() async throws {
        let settings: SQL = "SELECT current_setting('threads')::INTEGER, current_setting('memory_limit')"
        let (here, there) = try await engine.cursor { [step] cursor in
            let there = step.remote("SELECT current_setting('threads')::INTEGER, current_setting('memory_limit')")
            return (try cursor.fetchOne(settings)?.values, try cursor.fetchOne(there)?.values)
        }
        #expect(here == [1, "128.0 MiB"])
        #expect(there?.first == 5)
        #expect(there?.last != here?.last)
    }

    @Test("Of an aggregate over a million rows seven rows come over; named as a table, the whole column does")
    func fewRows() async throws {
        let (remote, local) = try await engine.cursor { [step] cursor in
            let remote = step.remote("SELECT region, sum(amount) FROM orders GROUP BY region")
            let local: SQL = "SELECT region, sum(amount) FROM quack.orders GROUP BY region"
            let sums = [try cursor.fetchAll(remote), try cursor.fetchAll(local)].map { rows in
                rows.map { "\($0.values)" }.sorted()
            }
            try #require(sums[0].count == 7 && sums[0] == sums[1], "both ways have to answer alike")
            return (try Self.rowsOfScans(remote, on: cursor), try Self.rowsOfScans(local, on: cursor))
        }
        #expect(remote == 7)
        #expect(local == 1_000_000)
    }

    @Test("What the server has summed up is joined with a Parquet file of the function")
    func joins() async throws {
        let folder = try ScratchFolder()
        let file = folder.path("regions.parquet")
        let rows = try await engine.cursor { [step] cursor in
            try cursor.execute(
                """
                COPY (SELECT * FROM (VALUES (0, 'north'), (3, 'south')) AS t(region, name))
                TO \(SQL.literal(file)) (FORMAT parquet)
                """
            )
            return try cursor.fetchAll(
                """
                SELECT name, orders
                FROM (\(step.remote("SELECT region, count(*) AS orders FROM orders GROUP BY region"))) AS there
                JOIN read_parquet(\(file)) AS here ON here.region = there.region ORDER BY name
                """
            ).map(\.values)
        }
        #expect(rows == [["north", 142_858], ["south", 142_857]])
    }

    @Test("A server that goes away is an error that says so, and one that is back answers again")
    func goneAndBack() async throws {
        let count = step.remote("SELECT count(*) FROM orders")
        let ask: @Sendable () async throws -> Int? = { [engine] in
            try await engine.cursor { try $0.fetchOne(Int.self, count) }
        }
        #expect(try await ask() == 1_000_000)
        try await server.stop()
        let gone = try await #require(throws: DuckDBError.self) { try await ask() }
        #expect(gone.code == .io)
        #expect("\(gone)".contains("Could not connect to server"))
        try await server.resume()
        #expect(try await ask() == 1_000_000)
    }

    /// How many rows came over, as the profile of the statement counts them.
    private static func rowsOfScans(_ sql: SQL, on cursor: borrowing Cursor) throws -> Int {
        let row = try #require(try cursor.fetchOne("EXPLAIN (ANALYZE, FORMAT json) \(sql)"))
        guard case .text(let plan) = row.values.last else { return 0 }
        return try JSONDecoder().decode(PlanNode.self, from: Data(plan.utf8)).rowsFromServer
    }
}

/// An operator of a plan that has run.
private struct PlanNode: Decodable {
    let operatorName: String?
    let cardinality: Int?
    let children: [PlanNode]

    var rowsFromServer: Int {
        let own = operatorName?.hasPrefix("QUACK") == true ? cardinality ?? 0 : 0
        return children.reduce(own) { $0 + $1.rowsFromServer }
    }

    enum CodingKeys: String, CodingKey {
        case operatorName = "operator_name"
        case cardinality = "operator_cardinality"
        case children
    }
}
