internal import LambdaRuntime

#if canImport(FoundationEssentials)
internal import FoundationEssentials
#else
internal import Foundation
#endif

/// An invocation's figures in CloudWatch's embedded metric format: a JSON line, of which CloudWatch makes metrics.
struct EmbeddedMetrics {
    let namespace: String
    let query: String?
    /// The type of the error that it ended with.
    let failure: String?
    let milliseconds: Double
    let rowCount: Int?
    let byteCount: Int?
    /// In MB.
    let memory: Int
    let isCold: Bool

    func write(to output: LineOutput = .standardError, date: Date = Date()) {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        guard let line = try? encoder.encode(line(date)) else { return }
        output.write(Array(line) + [UInt8(ascii: "\n")])
    }

    private func line(_ date: Date) -> Line {
        Line(
            _aws: Directive(
                Timestamp: Int64((date.timeIntervalSince1970 * 1000).rounded(.down)),
                CloudWatchMetrics: [
                    Metrics(
                        Namespace: namespace,
                        Dimensions: [["Query"], []],
                        Metrics: [
                            Metric(Name: "Duration", Unit: "Milliseconds"), Metric(Name: "Invocations", Unit: "Count"),
                            Metric(Name: "Errors", Unit: "Count"), Metric(Name: "ColdStarts", Unit: "Count"),
                            Metric(Name: "Rows", Unit: "Count"), Metric(Name: "Bytes", Unit: "Bytes"),
                            Metric(Name: "PeakMemory", Unit: "Megabytes"),
                        ]
                    )
                ]
            ),
            Query: query ?? "none",
            ErrorType: failure,
            Duration: milliseconds,
            Invocations: 1,
            Errors: failure == nil ? 0 : 1,
            ColdStarts: isCold ? 1 : 0,
            Rows: rowCount ?? 0,
            Bytes: byteCount ?? 0,
            PeakMemory: memory
        )
    }
}

// Names as the format has them.
// swift-format-ignore: AlwaysUseLowerCamelCase
extension EmbeddedMetrics {
    private struct Line: Encodable {
        let _aws: Directive
        let Query: String
        let ErrorType: String?
        let Duration: Double
        let Invocations: Int
        let Errors: Int
        let ColdStarts: Int
        let Rows: Int
        let Bytes: Int
        let PeakMemory: Int
    }

    private struct Directive: Encodable {
        let Timestamp: Int64
        let CloudWatchMetrics: [Metrics]
    }

    private struct Metrics: Encodable {
        let Namespace: String
        let Dimensions: [[String]]
        let Metrics: [Metric]
    }

    private struct Metric: Encodable {
        let Name: String
        let Unit: String
    }
}
