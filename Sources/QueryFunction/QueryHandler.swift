internal import DuckDBClient
internal import DuckDBLambda
internal import DuckDBServerless
internal import LambdaRuntime
internal import Logging
internal import NIOCore

/// Answers `{"query": NAME, "parameters": {…}}` with the query's rows as JSON, and logs one line an invocation.
struct QueryHandler: StreamingLambdaHandler {
    private let databases: DuckDBEnvironment
    private let wakeTimeline: ColdStartTimeline
    private let queries: NamedQueries
    private var isCold = true

    init(databases: DuckDBEnvironment, timeline: ColdStartTimeline, queries: NamedQueries) {
        self.databases = databases
        wakeTimeline = timeline
        self.queries = queries
    }

    mutating func handle(
        _ event: ByteBuffer,
        responseWriter: some LambdaResponseStreamWriter,
        context: LambdaContext
    ) async throws {
        // The first invocation goes on with the timeline that waking the engine began.
        var record = InvocationRecord(isCold: isCold, timeline: isCold ? wakeTimeline : ColdStartTimeline())
        isCold = false
        do {
            let request = try QueryRequest(event)
            let sql = try queries.sql(named: request.query)
            record.query = request.query
            let answer = try await answer(sql, request.parameters, record.timeline, context)
            record.rowCount = answer.rowCount
            record.byteCount = answer.body.readableBytes
            // Before the answer: what follows it may wait for the next invocation, frozen.
            record.log("Query answered", to: context.logger)
            try await responseWriter.writeAndFinish(answer.body)
        } catch {
            // The runtime logs the error itself.
            record.log("Query failed", to: context.logger)
            throw error
        }
    }

    private func answer(
        _ sql: SQL,
        _ parameters: Parameters,
        _ timeline: ColdStartTimeline,
        _ context: LambdaContext
    ) async throws -> EncodedResult {
        try await context.withDeadline { [databases] in
            // Another one than before, where that has lost what it cannot attach again.
            let engine = try await databases.engine()
            return try await engine.cursor(recordingIn: timeline) { cursor in
                // First, so that its phases are not part of the query's.
                try cursor.bootstrap(for: sql, parameters)
                var rows = try timeline.measure("query") { try cursor.stream(sql, parameters) }
                return try timeline.measure("encode") { try rows.encode(as: .json) }
            }
        }
    }
}
