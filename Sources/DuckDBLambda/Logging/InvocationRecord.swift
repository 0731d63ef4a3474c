internal import CoreMetrics
internal import DuckDBServerless
internal import Glibc
internal import LambdaRuntime
internal import Logging
internal import Synchronization
internal import Tracing

/// What is said of an invocation, once: in a log line, in metrics and in its span.
///
/// Never a parameter, never a row.
final class InvocationRecord: Sendable {
    private struct State {
        var source: String?
        var query: String?
        var rowCount: Int?
        var byteCount: Int?
        var status: Int?
        var failure: LambdaErrorReport?
        var isOver = false
    }

    private let run: InvocationRun
    private let isCold: Bool
    private let start = ContinuousClock.now
    private let state = Mutex(State())

    init(_ run: InvocationRun, isCold: Bool) {
        self.run = run
        self.isCold = isCold
    }

    /// How the request came: `direct`, `http` or `sqs`.
    var source: String? {
        get { state.withLock { $0.source } }
        set { state.withLock { $0.source = newValue } }
    }

    /// The query's name.
    var query: String? {
        get { state.withLock { $0.query } }
        set { state.withLock { $0.query = newValue } }
    }

    var rowCount: Int? {
        get { state.withLock { $0.rowCount } }
        set { state.withLock { $0.rowCount = newValue } }
    }

    /// The HTTP status.
    var status: Int? {
        get { state.withLock { $0.status } }
        set { state.withLock { $0.status = newValue } }
    }

    /// Of several queries in one invocation the sum counts.
    func count(_ answer: QueryRunner.Answer) {
        state.withLock { state in
            state.rowCount = (state.rowCount ?? 0) + answer.rowCount
            state.byteCount = (state.byteCount ?? 0) + answer.byteCount
        }
    }

    func failed(with error: any Error) {
        let report = LambdaErrorReport(error)
        state.withLock { $0.failure = report }
    }

    /// The phases for a browser's tools.
    var serverTiming: String {
        run.timeline.phases.map { phase in
            let name = phase.name.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "-" }
            return "\(String(name));dur=\((phase.duration * 1000).rounded() / 1000)"
        }.joined(separator: ", ")
    }

    /// Logs and measures the invocation, which is over.
    func end(_ settings: QuerySettings) {
        let (state, isFirst) = state.withLock { state in
            defer { state.isOver = true }
            return (state, !state.isOver)
        }
        guard isFirst else { return }
        log(state)
        let duration = ContinuousClock.now - start
        if let namespace = settings.metricsNamespace {
            EmbeddedMetrics(
                namespace: namespace,
                query: state.query,
                failure: state.failure?.type.rawValue,
                milliseconds: duration / .milliseconds(1),
                rowCount: state.rowCount,
                byteCount: state.byteCount,
                memory: Self.peakMemory,
                isCold: isCold
            ).write()
        }
        measure(state, duration)
    }

    private func log(_ state: State) {
        var metadata: Logger.Metadata = [
            "cold": "\(isCold)", "phases": run.timeline.metadata, "memoryMB": "\(Self.peakMemory)",
        ]
        metadata["source"] = state.source.map { "\($0)" }
        metadata["query"] = state.query.map { "\($0)" }
        metadata["rows"] = state.rowCount.map { "\($0)" }
        metadata["bytes"] = state.byteCount.map { "\($0)" }
        metadata["status"] = state.status.map { "\($0)" }
        metadata["errorType"] = state.failure.map { "\($0.type.rawValue)" }
        // The runtime logs the error of a direct invocation itself; an HTTP client gets a status, and its log line the reason.
        if state.source == "http" { metadata["error"] = state.failure.map { "\($0.message)" } }
        // What only this line tells is there at every level; what the runtime tells too, or the client knows, is not.
        let isNews = state.failure != nil && (state.status ?? 0) >= 500
        run.context.logger.log(
            level: isNews ? .error : .info,
            state.failure == nil ? "Query answered" : "Query failed",
            metadata: metadata
        )
    }

    private func measure(_ state: State, _ duration: Duration) {
        let dimensions = [
            ("query", state.query ?? "none"), ("outcome", state.failure.map(\.type.rawValue) ?? "ok"),
            ("cold", "\(isCold)"),
        ]
        Counter(label: "duckdb_invocations", dimensions: dimensions).increment()
        let query = [("query", state.query ?? "none")]
        CoreMetrics.Timer(label: "duckdb_duration", dimensions: query)
            .recordNanoseconds(Int64(duration / .nanoseconds(1)))
        if let count = state.rowCount { Recorder(label: "duckdb_rows", dimensions: query).record(count) }
        if let count = state.byteCount { Recorder(label: "duckdb_bytes", dimensions: query).record(count) }
    }

    /// Says the same of the invocation's span.
    func describe(_ span: any Tracing.Span) {
        let state = state.withLock { $0 }
        span.operationName = state.query.map { "query \($0)" } ?? "query"
        span.attributes["db.system.name"] = "duckdb"
        span.attributes["faas.coldstart"] = isCold
        span.attributes["faas.invocation_id"] = run.context.requestID
        if let count = state.rowCount { span.attributes["db.response.returned_rows"] = count }
        if let status = state.status { span.attributes["http.response.status_code"] = status }
        guard let failure = state.failure else { return }
        span.attributes["error.type"] = failure.type.rawValue
        span.setStatus(SpanStatus(code: .error))
    }

    /// The most memory that the process has had so far, in MB.
    private static var peakMemory: Int {
        var usage = rusage()
        getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
        return usage.ru_maxrss / 1024
    }
}
