import CoreMetrics
import Foundation
import InMemoryTracing
import Logging
import MetricsTestKit
import Synchronization
import Tracing

/// Searches everything that the test process has logged, counted, traced and thrown, at its end, for planted secrets.
///
/// One that is found ends the run with a failure.
enum SecretScan {
    private static let texts = Mutex<[Source: [String]]>([:])
    /// What is looked for beside the word itself: secrets that a service made up.
    private static let made = Mutex<Set<String>>([])
    private static let metrics = TestMetrics()
    private static let tracer = InMemoryTracer()

    /// Where a text comes from.
    enum Source: String, CaseIterable {
        case logs, errors, metrics, spans
    }

    /// Adds a text to those that are searched.
    static func record(_ text: String, in source: Source) {
        texts.withLock { $0[source, default: []].append(text) }
    }

    /// Adds a secret to those that are looked for.
    static func plant(_ secret: String) {
        made.withLock { _ = $0.insert(secret) }
    }

    /// The spans of this module's requests that end while `work` runs; tests run one at a time.
    static func spans(_ work: () async throws -> Void) async throws -> [FinishedInMemorySpan] {
        let before = tracer.finishedSpans.count
        try await work()
        return Array(tracer.finishedSpans.dropFirst(before))
    }

    /// The texts that hold a secret.
    static func findings(in texts: [String], made: Set<String> = []) -> [String] {
        texts.filter { text in
            text.range(of: "planted", options: .caseInsensitive) != nil || made.contains { text.contains($0) }
        }
    }

    /// Makes every logger, metric and span of the process that has no backend of its own end up here.
    fileprivate static func install() {
        LoggingSystem.bootstrap { RecordingLogHandler(label: $0) }
        MetricsSystem.bootstrap(metrics)
        InstrumentationSystem.bootstrap(tracer)
        atexit { SecretScan.finish() }
    }

    private static func finish() {
        record(describe(metrics), in: .metrics)
        for span in tracer.finishedSpans { record(describe(span), in: .spans) }
        let (texts, made) = (texts.withLock { $0 }, made.withLock { $0 })
        var report = "secret scan:"
        var found: [String] = []
        for source in Source.allCases {
            report += " \(texts[source]?.count ?? 0) \(source.rawValue),"
            found += findings(in: texts[source] ?? [], made: made).map { "\(source.rawValue): \($0)" }
        }
        guard !found.isEmpty else { return write("\(report) no planted secret in any of them\n") }
        write("error: planted secrets came out\n\(found.joined(separator: "\n"))\n")
        _exit(71)
    }

    static func describe(_ metrics: TestMetrics) -> String {
        let all: [(String, [(String, String)])] =
            metrics.counters.map { ($0.label, $0.dimensions) } + metrics.timers.map { ($0.label, $0.dimensions) }
        return all.map { "\($0) \($1)" }.joined(separator: "\n")
    }

    static func describe(_ span: FinishedInMemorySpan) -> String {
        var text = "\(span.operationName) \(String(describing: span.status))"
        span.attributes.forEach { text += " \($0)=\($1)" }
        for error in span.errors { text += " \(printedForms(of: error.error))" }
        for event in span.events { text += " \(event)" }
        return text
    }

    private static func write(_ text: String) {
        _ = text.withCString { Glibc.write(STDERR_FILENO, $0, strlen($0)) }
    }
}

/// The function is in the section of those that run before `main`, so that nothing can be logged before it.
@section(".init_array") @used
private let installSecretScan: @convention(c) () -> Void = { SecretScan.install() }

/// Keeps log lines of every level for the scan.
private struct RecordingLogHandler: LogHandler {
    let label: String
    var logLevel = Logger.Level.trace
    var metadata: Logger.Metadata = [:]
    var metadataProvider: Logger.MetadataProvider?

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        let error = event.error.map { printedForms(of: $0) } ?? ""
        SecretScan.record("\(label) \(event.message) \(metadata) \(event.metadata ?? [:]) \(error)", in: .logs)
    }
}
