internal import DuckDBLambda
internal import DuckDBServerless
internal import LambdaRuntime
internal import Logging

/// What an invocation's one log line says: never a parameter, never a row.
struct InvocationRecord {
    let isCold: Bool
    let timeline: ColdStartTimeline
    var query: String?
    var rowCount: Int?
    var byteCount: Int?

    func log(_ message: Logger.Message, to logger: Logger) {
        var metadata: Logger.Metadata = ["cold": "\(isCold)", "phases": timeline.metadata]
        metadata["query"] = query.map { "\($0)" }
        metadata["rows"] = rowCount.map { "\($0)" }
        metadata["bytes"] = byteCount.map { "\($0)" }
        logger.info(message, metadata: metadata)
    }
}
