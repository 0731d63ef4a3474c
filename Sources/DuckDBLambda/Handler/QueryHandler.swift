public import DuckDBServerless
public import LambdaRuntime
public import NIOCore
internal import Synchronization
package import Tracing

/// Answers invocations with the rows of named queries: direct ones, HTTP requests, SQS batches and EventBridge events.
///
/// One line is logged an invocation. A handler may serve several invocations at once.
public struct QueryHandler: StreamingLambdaHandler, Sendable {
    let runner: QueryRunner
    let settings: QuerySettings
    let page: String?
    private let wakes: Wakes
    /// Where invocations' spans go; nil for the process's own.
    package var tracer: (any Tracer)?

    /// Makes a handler from the environment variables, as the documentation's table lists them, and wakes its engine.
    ///
    /// - Parameters:
    ///   - environment: The environment variables.
    ///   - timeline: Where waking is recorded; the first invocation's log line has it.
    ///   - page: An HTML page that `GET /` answers browsers with; nil for the list of queries alone.
    /// - Returns: The handler, ready for invocations.
    /// - Throws: ``QueryFileError`` for the queries, `ConfigurationError` for a variable, and what waking can throw.
    public static func environment(
        _ environment: FunctionEnvironment,
        timeline: ColdStartTimeline = ColdStartTimeline(),
        page: String? = nil
    ) async throws -> QueryHandler {
        let settings = try QuerySettings(environment: environment)
        let folder = QueryCatalog.folder(environment)
        // One that is named is meant to be there.
        let mayBeEmpty = settings.allowsSQL && environment.value(.queryDirectory) == nil
        let catalog = try QueryCatalog(folder: folder, mayBeEmpty: mayBeEmpty)
        let handler = try QueryHandler(
            catalog,
            try EngineConfiguration.environment(environment),
            settings: settings,
            timeline: timeline,
            page: page
        )
        try await handler.runner.databases.engine()
        return handler
    }

    /// Makes a handler, whose engine is woken by the first invocation that needs it.
    ///
    /// - Parameters:
    ///   - catalog: The queries.
    ///   - configuration: What the engine is woken with.
    ///   - settings: How the handler answers.
    ///   - timeline: Where waking is recorded; the first invocation's log line has it.
    ///   - page: An HTML page that `GET /` answers browsers with; nil for the list of queries alone.
    /// - Throws: `ConfigurationError` where links are asked for and the engine has no step that writes to S3.
    public init(
        _ catalog: QueryCatalog,
        _ configuration: EngineConfiguration,
        settings: QuerySettings = QuerySettings(),
        timeline: ColdStartTimeline = ColdStartTimeline(),
        page: String? = nil
    ) throws {
        var own = configuration
        if !settings.allowsSQL { own.expected = catalog.sorted.map(\.expectedTexts) }
        // Two engines, each with half of the memory, where callers' own SQL needs one that is locked.
        if settings.allowsSQL, configuration.hardened == nil {
            own.memoryLimit = configuration.memoryLimit.map { max(64, $0 / 2) }
            own.maxTemporarySize = configuration.maxTemporarySize.map { $0 / 2 }
        }
        var hardened = own
        hardened.hardened = configuration.hardened ?? HardenedProfile()
        let databases = DuckDBEnvironment(own, timeline: timeline)
        runner = QueryRunner(
            catalog: catalog,
            databases: databases,
            adHoc: configuration.hardened == nil ? DuckDBEnvironment(hardened) : databases,
            settings: settings,
            links: try settings.resultLocation.map { try ResultLinks($0, configuration) }
        )
        self.settings = settings
        self.page = page
        wakes = Wakes(timeline)
    }

    /// Answers one invocation.
    ///
    /// - Parameters:
    ///   - event: The event, JSON.
    ///   - responseWriter: Takes the answer.
    ///   - context: The metadata of the invocation.
    /// - Throws: What the invocation is to fail with. An HTTP request is answered with a status instead.
    public func handle(
        _ event: ByteBuffer,
        responseWriter: some LambdaResponseStreamWriter,
        context: LambdaContext
    ) async throws {
        let (timeline, isCold) = wakes.begin()
        let run = InvocationRun(timeline: timeline, context: context)
        let record = InvocationRecord(run, isCold: isCold)
        let tracer = tracer ?? InstrumentationSystem.tracer
        try await tracer.withAnySpan("query", ofKind: .server) { span in
            defer { record.describe(span) }
            do {
                try await answer(InvocationEvent(event), run, record, responseWriter)
            } catch {
                record.failed(with: error)
                record.end(settings)
                throw error
            }
        }
    }

    private func answer(
        _ event: InvocationEvent,
        _ run: InvocationRun,
        _ record: InvocationRecord,
        _ writer: some LambdaResponseStreamWriter
    ) async throws {
        switch event {
        case .request(let body):
            record.source = "direct"
            try await answer(QueryRequest(body), run, record, writer)
        case .http(let request):
            record.source = "http"
            try await HTTPResponder(handler: self, run: run, record: record, request: request).answer(writer)
        case .messages(let messages):
            record.source = "sqs"
            let failed = await perform(messages, run, record)
            record.end(settings)
            try await writer.writeAndFinish(try failed.json)
        }
    }
}

/// The first invocation goes on with the timeline that waking the engine began.
private final class Wakes: Sendable {
    private let first: Mutex<ColdStartTimeline?>

    init(_ timeline: ColdStartTimeline) { first = Mutex(timeline) }

    func begin() -> (timeline: ColdStartTimeline, isCold: Bool) {
        guard let timeline = first.withLock({ $0.take() }) else { return (ColdStartTimeline(), false) }
        return (timeline, true)
    }
}
