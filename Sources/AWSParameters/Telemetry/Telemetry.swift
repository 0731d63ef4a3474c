import CoreMetrics
import Logging
import Tracing

/// What a fetch leaves behind for those who watch: log lines, metrics, and a span for each operation.
///
/// All of them name services, operations and parameters, and none holds a value or a credential.
struct Telemetry: Sendable {
    let logger: Logger

    /// Runs an operation in a span, and records how long it took and how it ended; `work` counts its attempts.
    func record(
        _ operation: RemoteOperation,
        _ endpoint: AWSEndpoint,
        _ work: (_ attempts: inout Int) async throws -> [UInt8]
    ) async throws -> [UInt8] {
        let service = operation.service.label
        return try await withSpan("\(service) \(operation.name)", ofKind: .client) { span in
            span.attributes["rpc.service"] = service
            span.attributes["rpc.method"] = operation.name
            span.attributes["server.address"] = endpoint.authority
            var attempts = 0
            var outcome = "ok"
            let start = ContinuousClock.now
            defer {
                span.attributes["aws_parameters.attempts"] = attempts
                finish(operation, took: .now - start, attempts: attempts, outcome: outcome)
            }
            do {
                return try await work(&attempts)
            } catch {
                outcome = Self.outcome(of: error)
                span.attributes["error.type"] = outcome
                span.setStatus(SpanStatus(code: .error))
                throw error
            }
        }
    }

    /// Notes that an attempt failed and another will follow.
    func willRetry(_ operation: RemoteOperation, after error: AWSParametersError, attempt: Int) {
        logger.info(
            "request failed and is tried again",
            metadata: metadata(operation).merging(["attempt": "\(attempt)", "error": "\(error.code)"]) { $1 }
        )
    }

    private func finish(_ operation: RemoteOperation, took duration: Duration, attempts: Int, outcome: String) {
        let service = operation.service.label
        Counter(label: Metric.requests, dimensions: [("service", service), ("outcome", outcome)]).increment()
        CoreMetrics.Timer(label: Metric.requestDuration, dimensions: [("service", service)])
            .recordNanoseconds(Int64(duration / .nanoseconds(1)))
        logger.debug(
            "request ended",
            metadata: metadata(operation).merging([
                "attempts": "\(attempts)", "outcome": "\(outcome)",
                "milliseconds": "\(Int(duration / .milliseconds(1)))",
            ]) { $1 }
        )
    }

    private func metadata(_ operation: RemoteOperation) -> Logger.Metadata {
        let metadata: [String: Logger.MetadataValue?] = [
            "service": "\(operation.service.label)", "operation": "\(operation.name)",
            "parameters": operation.names.isEmpty ? nil : .array(operation.names.map { "\($0)" }),
        ]
        return metadata.compactMapValues(\.self)
    }

    /// The code of an error, which is the same for all errors of a kind and holds nothing of the request.
    static func outcome(of error: any Error) -> String {
        switch error {
        case let error as AWSParametersError: error.code.description
        case is CancellationError: "cancelled"
        default: "other"
        }
    }
}

/// The labels of the metrics.
enum Metric {
    /// Requests that ended, by service and outcome.
    static let requests = "aws_parameters_requests"
    /// How long they took with their retries, by service.
    static let requestDuration = "aws_parameters_request_duration"
    /// Names found in the cache, by service.
    static let hits = "aws_parameters_cache_hits"
    /// Names that had to be fetched or waited for, by service.
    static let misses = "aws_parameters_cache_misses"
    /// Names answered with a value past its time, by service.
    static let stale = "aws_parameters_cache_stale"
}
