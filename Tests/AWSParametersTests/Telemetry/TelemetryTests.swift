import AWSParameters
import CoreMetrics
import InMemoryLogging
import InMemoryTracing
import Logging
import MetricsTestKit
import Testing
import Tracing

@Suite("Logs, metrics and spans")
struct TelemetryTests {
    private static let ok = FaultServer.Step.answer(200, found(["/a": "planted-value"]))

    private let metrics = TestMetrics()
    private let logs: InMemoryLogHandler
    private let logger: Logger

    init() {
        var logs = InMemoryLogHandler()
        logs.logLevel = .trace
        self.logs = logs
        self.logger = Logger(label: "test") { [logs] _ in logs }
    }

    /// Runs work whose metrics go to ``metrics``.
    private func measured<Result>(_ work: () async throws -> Result) async throws -> Result {
        let result = try await withMetricsFactory(metrics) { try await work() }
        SecretScan.record(SecretScan.describe(metrics), in: .metrics)
        SecretScan.record("\(logs.entries)", in: .logs)
        return result
    }

    private func count(_ label: String, _ dimensions: [(String, String)]) -> Int64 {
        metrics.counterTotal(label: label, dimensions: dimensions)
    }

    @Test("Hits and misses are counted by service, and requests by service and outcome, with their time")
    func metricsOfAFetch() async throws {
        try await FaultServer.run([.answer(500, ""), Self.ok]) { server in
            let sources = try ParameterSources(
                environment: server.environment.merging(["A": "planted"]) { $1 },
                limits: .patient,
                logger: logger
            )
            let cache = ParameterCache(sources, logger: logger)
            try await measured {
                for _ in 0..<3 { _ = try await cache.parameters(named: ["ssm:/a", "env:A"]) }
            }
        }
        #expect(count("aws_parameters_cache_misses", [("service", "ssm")]) == 1)
        #expect(count("aws_parameters_cache_hits", [("service", "ssm")]) == 2)
        #expect(count("aws_parameters_cache_misses", [("service", "env")]) == 1)
        #expect(count("aws_parameters_cache_hits", [("service", "env")]) == 2)
        #expect(count("aws_parameters_requests", [("service", "ssm"), ("outcome", "ok")]) == 1)
        let timer = try metrics.expectTimer("aws_parameters_request_duration", [("service", "ssm")])
        #expect(timer.values.count == 1 && timer.values[0] > 0)
        #expect(count("aws_parameters_cache_stale", [("service", "ssm")]) == 0)
    }

    @Test("A failed request is counted by its code, a value past its time as stale")
    func metricsOfAFailure() async throws {
        let clock = TestClock()
        let denied = FaultServer.Step.answer(400, #"{"__type":"AccessDeniedException"}"#)
        let outage = Array(repeating: FaultServer.Step.answer(500, ""), count: 3)
        try await FaultServer.run([Self.ok] + outage + [denied]) { server in
            let cache = ParameterCache(try ParameterStore(server), logger: logger) { clock.now }
            try await measured {
                _ = try await cache.parameter(named: "/a")
                clock.advance(by: 301)
                _ = try await cache.parameter(named: "/a")
                _ = try await cache.parameter(named: "/a")
                clock.advance(by: 10)
                _ = try await parametersError { try await cache.parameter(named: "/a") }
            }
        }
        #expect(count("aws_parameters_requests", [("service", "ssm"), ("outcome", "accessDenied")]) == 1)
        #expect(count("aws_parameters_requests", [("service", "ssm"), ("outcome", "serviceUnavailable")]) == 1)
        #expect(count("aws_parameters_cache_stale", [("service", "ssm")]) == 2)
    }

    @Test("A request logs its service, operation, names, attempts and outcome, and each failed attempt")
    func logLines() async throws {
        try await FaultServer.run([.answer(500, "planted-value"), Self.ok]) { server in
            let store = try ParameterStore(environment: server.environment, limits: .patient, logger: logger)
            _ = try await measured { try await store.parameter(named: "/a") }
        }
        let retry = try #require(logs.entries.first { $0.level == .info })
        #expect(retry.metadata["error"] == "serviceUnavailable" && retry.metadata["attempt"] == "1")
        let end = try #require(logs.entries.first { $0.level == .debug })
        #expect(end.metadata["service"] == "ssm" && end.metadata["operation"] == "GetParameters")
        #expect(
            end.metadata["parameters"] == ["/a"] && end.metadata["attempts"] == "2" && end.metadata["outcome"] == "ok"
        )
        #expect(logs.entries.count == 2)
    }

    @Test("A request is one client span with service, operation, server and attempts, and a failed one says why")
    func spans() async throws {
        try await FaultServer.run([.answer(500, ""), Self.ok, .answer(403, "planted-value")]) { server in
            let store = try ParameterStore(server)
            let spans = try await SecretScan.spans {
                _ = try await store.parameter(named: "/a")
                _ = try await parametersError { try await store.parameter(named: "/a") }
            }
            #expect(spans.map(\.operationName) == ["ssm GetParameters", "ssm GetParameters"])
            let (good, bad) = (try #require(spans.first), try #require(spans.last))
            #expect(good.kind == .client && good.errors.isEmpty)
            #expect(good.attributes["rpc.service"]?.toSpanAttribute() == .string("ssm"))
            #expect(good.attributes["rpc.method"]?.toSpanAttribute() == .string("GetParameters"))
            #expect(
                good.attributes["server.address"]?.toSpanAttribute() == .string(String(server.endpoint.dropFirst(7)))
            )
            #expect(good.attributes["aws_parameters.attempts"]?.toSpanAttribute() == .int64(2))
            #expect(bad.attributes["error.type"]?.toSpanAttribute() == .string("accessDenied"))
            #expect(bad.status?.code == .error && bad.errors.count == 1)
        }
    }
}
