internal import DuckDBServerless
internal import LambdaRuntime
internal import NIOCore

#if canImport(FoundationEssentials)
internal import FoundationEssentials
#else
internal import Foundation
#endif

/// Invocations that carry the request itself, and get the rows themselves.
extension QueryHandler {
    func answer(
        _ request: QueryRequest,
        _ run: InvocationRun,
        _ record: InvocationRecord,
        _ writer: some LambdaResponseStreamWriter
    ) async throws {
        let plan = try runner.plan(request)
        record.query = request.name
        let format = request.format ?? .json
        guard request.delivery == .body else {
            let link = try await runner.link(plan, as: format, run)
            record.rowCount = link.rowCount
            record.end(settings)
            return try await writer.writeAndFinish(ByteBuffer(bytes: try JSONEncoder().encode(link)))
        }
        guard settings.isStreamed else {
            let answer = try await runner.result(of: plan, as: format, limits: settings.limits, run)
            record.count(answer)
            // Before the answer: what follows it may wait for the next invocation, frozen.
            record.end(settings)
            return try await writer.writeAndFinish(answer.body)
        }
        record.count(try await runner.send(plan, as: format, run) { try await writer.write($0) })
        record.end(settings)
        try await writer.finish()
    }
}
