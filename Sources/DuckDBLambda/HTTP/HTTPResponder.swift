internal import DuckDBClient
internal import DuckDBServerless
internal import LambdaRuntime
internal import NIOCore

#if canImport(FoundationEssentials)
internal import FoundationEssentials
#else
internal import Foundation
#endif

/// Answers one HTTP request; an error becomes a status, unless a part of the answer is sent already.
struct HTTPResponder: Sendable {
    let handler: QueryHandler
    let run: InvocationRun
    let record: InvocationRecord
    let request: APIGatewayV2Request

    private var settings: QuerySettings { handler.settings }
    var runner: QueryRunner { handler.runner }
    var method: String { request.context.http.method }
    func header(_ name: String) -> String? { request.headers[name] }

    func answer(_ writer: some LambdaResponseStreamWriter) async throws {
        let claim = AnswerClaim()
        var answer: HTTPAnswer
        do {
            guard let whole = try await self.answer(claim, writer) else {
                record.status = 200
                record.end(settings)
                return try await writer.finish()
            }
            answer = whole
        } catch {
            record.failed(with: error)
            guard claim.take() else { throw error }
            answer = try failure(error)
        }
        var body: ByteBuffer
        do {
            body = try finished(&answer)
        } catch {
            record.failed(with: error)
            answer = try failure(error)
            body = try finished(&answer)
        }
        record.status = answer.status
        // Before the answer: what follows it may wait for the next invocation, frozen.
        record.end(settings)
        if settings.isStreamed { try await writer.writeStatusAndHeaders(answer.head) }
        try await writer.writeAndFinish(body)
    }

    private func failure(_ error: any Error) throws -> HTTPAnswer {
        let ownSQL = if case .sql = try? HTTPRoute(request) { true } else { false }
        return try HTTPFailure(error, ownSQL: ownSQL).answer(requestID: run.context.requestID)
    }

    /// Adds what every answer has, and returns the answer as Lambda takes it, without the body for a HEAD request.
    private func finished(_ answer: inout HTTPAnswer) throws -> ByteBuffer {
        answer.headers.merge(commonHeaders) { own, common in "\(own), \(common)" }
        if answer.status == 200 { Gzip.compress(&answer, accepting: AcceptedTypes(header("accept-encoding"))) }
        // Measured first: what is too large for GET is so for HEAD.
        let whole = settings.isStreamed ? answer.body : try answer.buffered()
        guard method == "HEAD" else { return whole }
        answer.body.clear()
        return settings.isStreamed ? answer.body : try answer.buffered()
    }

    private var commonHeaders: [String: String] {
        var headers = CrossOrigin(origins: settings.origins).headers(for: header("origin"))
        headers["vary"] = ["accept", "accept-encoding", headers["vary"]].compactMap { $0 }.joined(separator: ", ")
        headers["x-request-id"] = run.context.requestID
        headers["x-content-type-options"] = "nosniff"
        return headers
    }
}

// MARK: - Routes

extension HTTPResponder {
    /// Nil when the answer is with the writer already.
    private func answer(
        _ claim: AnswerClaim,
        _ writer: some LambdaResponseStreamWriter
    ) async throws -> HTTPAnswer? {
        let route = try HTTPRoute(request)
        let isJob =
            if case .query(let name, _) = route { try runner.catalog.query(named: name).header.isJob } else { false }
        let methods = route.methods(isJob: isJob)
        guard method != "OPTIONS" else { return preflight(methods) }
        guard methods.contains(method) else {
            throw QueryRequestError(
                .methodNotAllowed,
                allowed: methods,
                "\(method.prefix(20)) is not answered here, only \(methods.joined(separator: ", "))."
            )
        }
        guard method != "POST" || CrossOrigin(origins: settings.origins).mayPost(header) else {
            throw QueryRequestError(
                .notConfigured,
                field: "Origin",
                "Pages of this origin may send nothing here. DUCKDB_CORS_ORIGINS names those that may."
            )
        }
        switch route {
        case .index:
            return try index()
        case .openAPI:
            return try .json(OpenAPIDocument(runner.catalog, settings))
        case .query(let name, let format):
            return try await rows(of: named(name), format, claim, writer)
        case .sql(let format):
            return try await rows(of: ownSQL(), format, claim, writer)
        case .link(let name, let format):
            return try await link(to: named(name), format)
        }
    }

    private func preflight(_ methods: [String]) -> HTTPAnswer {
        let origins = CrossOrigin(origins: settings.origins)
        return HTTPAnswer(status: 204, headers: origins.preflightHeaders(for: header("origin"), methods: methods))
    }

    private func index() throws -> HTTPAnswer {
        let accepted = AcceptedTypes(header("accept"))
        guard let page = handler.page, !accepted.isEmpty,
            accepted.quality(of: "text/html") > accepted.quality(of: "application/json")
        else { return try .json(QueryList(runner.catalog, allowsSQL: settings.allowsSQL)) }
        return HTTPAnswer(
            headers: ["content-type": "text/html; charset=utf-8", "content-security-policy": Self.pagePolicy],
            body: ByteBuffer(string: page)
        )
    }

    /// The page needs nothing from elsewhere.
    private static let pagePolicy =
        "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:; connect-src 'self'; "
        + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

    private func rows(
        of query: QueryRequest,
        _ wanted: ResultFormat?,
        _ claim: AnswerClaim,
        _ writer: some LambdaResponseStreamWriter
    ) async throws -> HTTPAnswer? {
        let plan = try runner.plan(query)
        record.query = query.name
        let format = try wanted ?? query.format ?? AcceptedTypes(header("accept")).format()
        guard !settings.isStreamed else {
            guard method != "HEAD" else {
                record.count(try await runner.send(plan, as: format, run) { _ in })
                return HTTPAnswer(headers: headers(of: query, format))
            }
            let pieces = StreamedAnswer(
                head: HTTPAnswer(headers: headers(of: query, format).merging(commonHeaders) { $0 + ", " + $1 }).head,
                isCompressed: format.isText && Gzip.isWanted(AcceptedTypes(header("accept-encoding"))),
                claim: claim,
                writer: writer
            )
            record.count(try await runner.send(plan, as: format, run) { try await pieces.write($0) })
            try await pieces.end()
            return nil
        }
        let result = try await runner.result(of: plan, as: format, limits: bufferedLimits(format), run)
        record.count(result)
        var answer = HTTPAnswer(headers: headers(of: query, format), body: result.body)
        answer.headers["x-row-count"] = "\(result.rowCount)"
        answer.headers["server-timing"] = record.serverTiming
        if method != "POST" { answer.addEntityTag(header("if-none-match")) }
        return answer
    }

    /// Compressed, several times as much fits; what does not is seen when it is.
    private func bufferedLimits(_ format: ResultFormat) -> ResultLimits {
        var limits = settings.limits
        let shrinks = format.isText && Gzip.isWanted(AcceptedTypes(header("accept-encoding")))
        if shrinks, settings.maximumBytes == nil { limits.bytes = limits.bytes.map { $0 * 8 } }
        return limits
    }

    private func headers(of query: QueryRequest, _ format: ResultFormat) -> [String: String] {
        var headers = ["content-type": format.contentType]
        guard case .named(let name) = query.statement, method != "POST" else { return headers }
        let seconds = runner.catalog.queries[name]?.header.cacheSeconds
        headers["cache-control"] = seconds.map { "max-age=\($0)" } ?? "no-cache"
        return headers
    }

    private func link(to query: QueryRequest, _ format: ResultFormat?) async throws -> HTTPAnswer {
        let plan = try runner.plan(query)
        record.query = query.name
        let wanted = try format ?? AcceptedTypes(header("accept")).format()
        let link = try await runner.link(plan, as: wanted, run)
        record.rowCount = link.rowCount
        var answer = try HTTPAnswer.json(link)
        answer.headers["cache-control"] = "no-store"
        return answer
    }
}
