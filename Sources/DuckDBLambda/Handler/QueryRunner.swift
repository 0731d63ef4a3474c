internal import AWSParameters
internal import DuckDBClient
internal import DuckDBServerless
internal import LambdaRuntime
internal import NIOCore

/// Runs what requests ask for, each with its deadline.
struct QueryRunner: Sendable {
    let catalog: QueryCatalog
    let databases: DuckDBEnvironment
    /// The hardened engines that callers' own SQL runs on.
    let adHoc: DuckDBEnvironment
    let settings: QuerySettings
    let links: ResultLinks?

    /// What ran, without the rows that were sent already.
    struct Answer: Sendable {
        var body = ByteBuffer()
        var rowCount = 0
        var byteCount = 0
    }

    func plan(_ request: QueryRequest) throws(QueryRequestError) -> QueryPlan {
        try QueryPlan(request, catalog, allowsSQL: settings.allowsSQL)
    }

    /// Runs a plan and returns the whole result.
    func result(
        of plan: QueryPlan,
        as format: ResultFormat,
        limits: ResultLimits,
        _ run: InvocationRun
    ) async throws -> Answer {
        try await onCursor(of: plan, run) { [settings] cursor in
            let (sql, parameters) = try Self.bootstrapped(plan, on: cursor)
            guard format != .parquet else {
                return try run.timeline.measure("query") {
                    var body = ByteBuffer()
                    let counts = try cursor.encodeParquet(sql, parameters, limits: limits, check: plan.check) {
                        body.writeImmutableBuffer($0)
                    }
                    return Answer(body: body, rowCount: counts.rowCount, byteCount: body.readableBytes)
                }
            }
            var rows = try run.timeline.measure("query") { try cursor.stream(sql, parameters, check: plan.check) }
            return try run.timeline.measure("encode") {
                let result = try rows.encode(as: format, options: settings.options, limits: limits)
                return Answer(body: result.body, rowCount: result.rowCount, byteCount: result.body.readableBytes)
            }
        }
    }

    /// Runs a plan and sends the result in pieces, each when the one before is with Lambda.
    func send(
        _ plan: QueryPlan,
        as format: ResultFormat,
        _ run: InvocationRun,
        to write: @escaping @Sendable (ByteBuffer) async throws -> Void
    ) async throws -> Answer {
        try await onCursor(of: plan, run) { [settings] cursor in
            let (sql, parameters) = try Self.bootstrapped(plan, on: cursor)
            guard format != .parquet else {
                return try run.timeline.measure("query") {
                    let counts = try cursor.encodeParquet(sql, parameters, limits: settings.limits, check: plan.check) {
                        piece in try cursor.waiting { try await write(piece) }
                    }
                    return Answer(rowCount: counts.rowCount, byteCount: counts.byteCount)
                }
            }
            var rows = try run.timeline.measure("query") { try cursor.stream(sql, parameters, check: plan.check) }
            return try run.timeline.measure("encode") {
                let counts = try rows.encode(as: format, options: settings.options, limits: settings.limits) { piece in
                    try cursor.waiting { try await write(piece) }
                }
                return Answer(rowCount: counts.rowCount, byteCount: counts.byteCount)
            }
        }
    }

    /// Runs a plan for what it changes, such as the files it writes, and returns how many rows that were.
    func perform(_ plan: QueryPlan, _ run: InvocationRun) async throws -> Answer {
        try await onCursor(of: plan, run) { cursor in
            let (sql, parameters) = try Self.bootstrapped(plan, on: cursor)
            var rows = try run.timeline.measure("query") { try cursor.stream(sql, parameters, check: plan.check) }
            var count = 0
            while let chunk = try rows.nextChunk() { count += chunk.rowCount }
            return Answer(rowCount: count)
        }
    }

    /// Runs a plan, writes the result to S3, and returns where it is.
    func link(
        _ plan: QueryPlan,
        as format: ResultFormat,
        _ run: InvocationRun
    ) async throws -> ResultLink {
        guard let links else { throw ResultLinks.notConfigured }
        guard case .named = plan else { throw ResultLinks.notForSQL }
        guard !plan.isJob else { throw ResultLinks.notForJobs }
        let target = try links.target(requestID: run.context.requestID, format)
        // First, for the network may be asked for them, and the deadline holds for that too.
        let credentials = try await run.context.withDeadline(margin: settings.margin, phase: { "credentials" }) {
            try await links.credentials.credentials()
        }
        let rowCount = try await onCursor(of: plan, run) { cursor in
            let (sql, parameters) = try Self.bootstrapped(plan, on: cursor)
            return try run.timeline.measure("copy") {
                try cursor.copy(sql, parameters, to: target.url, target.options)
            }
        }
        return links.link(to: target, rowCount: rowCount, signedWith: credentials)
    }

    private static func bootstrapped(
        _ plan: QueryPlan,
        on cursor: borrowing Cursor
    ) throws -> (sql: SQL, parameters: Parameters) {
        let (sql, parameters) = try plan.statement(on: cursor)
        // First, so that its phases are not part of the query's.
        try cursor.bootstrap(for: sql, parameters)
        return (sql, parameters)
    }

    private func onCursor<T: Sendable>(
        of plan: QueryPlan,
        _ run: InvocationRun,
        _ body: @escaping @Sendable (borrowing Cursor) throws -> T
    ) async throws -> T {
        let databases =
            switch plan {
            case .named: databases
            case .sql: adHoc
            }
        do {
            return try await run.context.withDeadline(
                margin: settings.margin,
                phase: { run.timeline.currentPhase ?? "wake" }
            ) {
                // Another one than before, where that has lost what it cannot attach again.
                let engine = try await databases.engine()
                return try await engine.cursor(recordingIn: run.timeline, body)
            }
        } catch {
            throw plan.explain(error)
        }
    }
}

/// What the parts of an invocation share.
struct InvocationRun: Sendable {
    let timeline: ColdStartTimeline
    let context: LambdaContext
}
