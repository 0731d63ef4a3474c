import CoreMetrics
import DuckDBLambda
import InMemoryLogging
import InMemoryTracing
import Logging
import MetricsTestKit
import Testing
import Tracing

@Suite("What is said of an invocation")
struct InvocationRecordTests {
    private func served(_ change: (inout QuerySettings) -> Void = { _ in }) throws -> (
        ServedQueries, InMemoryLogHandler
    ) {
        let log = InMemoryLogHandler()
        var served = try ServedQueries(
            [
                "rows":
                    "-- @param most INTEGER\n-- @param secret VARCHAR default=x\nSELECT i, $secret AS s FROM range($most) t(i)",
                "fails": "FROM no_such_table",
            ],
            change
        )
        served.logger = Logger(label: "test") { _ in log }
        return (served, log)
    }

    @Test("One line: query, rows, bytes, phases, memory, cold or warm; never a parameter")
    func line() async throws {
        let (served, log) = try served()
        let event = #"{"query": "rows", "parameters": {"most": 3, "secret": "planted-parameter"}}"#
        let answer = try await served.answer(event)
        _ = try await served.answer(event)
        let lines = log.entries
        #expect(lines.map { "\($0.message)" } == ["Query answered", "Query answered"])
        let metadata = try #require(lines.first?.metadata)
        #expect(metadata["query"] == "rows")
        #expect(metadata["rows"] == "3")
        #expect(metadata["bytes"] == "\(answer.utf8.count)")
        #expect(metadata["source"] == "direct")
        #expect(lines.map { $0.metadata["cold"] } == ["true", "false"])
        #expect((Int("\(metadata["memoryMB"] ?? "")") ?? 0) > 1)
        for phase in ["engine", "query", "encode"] { #expect("\(metadata["phases"] ?? "")".contains(phase)) }
        #expect(!"\(lines)".contains("planted-parameter"))
    }

    @Test("An HTTP request's line has the status, and of a failure the reason that its client is not told")
    func http() async throws {
        let (served, log) = try served()
        #expect(try await served.request("GET", "/queries/rows?most=1").status == 200)
        let failed = try await served.request("GET", "/queries/rows?most=99999999&secret=x")
        #expect(failed.status == 413)
        #expect(try await served.request("GET", "/queries/fails").status == 500)
        #expect(log.entries.map { $0.metadata["status"] } == ["200", "413", "500"])
        #expect(log.entries.last?.metadata["errorType"] == "Function.DuckDBCatalog")
        #expect("\(log.entries.last?.metadata["error"] ?? "")".contains("no_such_table"))
        #expect("\(log.entries.last?.message ?? "")" == "Query failed")
    }

    @Test("Counted and timed by query and outcome, for whatever backend the program has")
    func metrics() async throws {
        let (served, _) = try served()
        let metrics = TestMetrics()
        try await withMetricsFactory(metrics) {
            _ = try await served.answer(#"{"query": "rows", "parameters": {"most": 3}}"#)
            _ = try? await served.answer(#"{"query": "rows"}"#)
        }
        let ok = [("query", "rows"), ("outcome", "ok"), ("cold", "true")]
        #expect(try metrics.expectCounter("duckdb_invocations", ok).totalValue == 1)
        let failed = [("query", "rows"), ("outcome", "Function.InvalidParameter"), ("cold", "false")]
        #expect(try metrics.expectCounter("duckdb_invocations", failed).totalValue == 1)
        #expect(try metrics.expectTimer("duckdb_duration", [("query", "rows")]).values.count == 2)
        #expect(try metrics.expectRecorder("duckdb_rows", [("query", "rows")]).values == [3])
    }

    @Test("A span with the query's name and what became of it")
    func span() async throws {
        var (served, _) = try served()
        let tracer = InMemoryTracer()
        served.handler.tracer = tracer
        _ = try await served.answer(#"{"query": "rows", "parameters": {"most": 3}}"#)
        _ = try? await served.answer(#"{"query": "rows"}"#)
        let spans = tracer.finishedSpans
        #expect(spans.map(\.operationName) == ["query rows", "query rows"])
        #expect(spans.first?.attributes["db.response.returned_rows"]?.toSpanAttribute() == .int64(3))
        #expect(spans.last?.attributes["error.type"]?.toSpanAttribute() == .string("Function.InvalidParameter"))
        #expect(spans.last?.status?.code == .error)
    }

    @Test("A direct invocation that fails has one line of its own too")
    func failure() async throws {
        let (served, log) = try served()
        await #expect(throws: QueryRequestError.self) { try await served.answer(#"{"query": "rows"}"#) }
        #expect(log.entries.map { "\($0.message)" } == ["Query failed"])
    }
}
