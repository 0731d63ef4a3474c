public import Logging

#if canImport(FoundationEssentials)
internal import FoundationEssentials
#else
internal import Foundation
#endif

/// Logs to standard error in the form Lambda is configured for, one write a line.
///
/// Bootstrap swift-log with it in the first line of `main`:
/// ```swift
/// LoggingSystem.bootstrap { label in LambdaLogHandler(label: label) }
/// ```
/// Standard output is not used: it is buffered in blocks when it is a pipe, and a frozen or killed environment would take
/// the last lines with it. A JSON line has the keys `timestamp`, `level`, `message`, `logger`, and where they are known
/// `requestId`, `traceId`, `tenantId`, `errorType` and `error`; everything else is in `metadata`.
public struct LambdaLogHandler: LogHandler {
    /// The metadata of every line.
    public var metadata: Logger.Metadata = [:]
    /// Adds metadata from the context of a line.
    public var metadataProvider: Logger.MetadataProvider?
    /// The least level that is logged.
    public var logLevel: Logger.Level

    private let label: String
    private let format: LambdaLogFormat
    private let output: LineOutput

    /// Makes a log handler that logs as the environment of the process says.
    ///
    /// - Parameter label: The label of the logger.
    public init(label: String) {
        self.init(label: label, configuration: .process)
    }

    /// Makes a log handler.
    ///
    /// - Parameters:
    ///   - label: The label of the logger.
    ///   - configuration: The form and the level.
    public init(label: String, configuration: LambdaLogConfiguration) {
        self.init(label: label, configuration: configuration, output: .standardError)
    }

    package init(label: String, configuration: LambdaLogConfiguration, output: LineOutput) {
        self.label = label
        self.format = configuration.format
        self.logLevel = configuration.level
        self.output = output
    }

    /// Metadata of every line, by key.
    ///
    /// - Parameter key: The key of the value.
    public subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    /// Writes one line.
    ///
    /// - Parameter event: What to log.
    public func log(event: LogEvent) {
        var all = metadata
        all.merge(metadataProvider?.get() ?? [:]) { $1 }
        all.merge(event.metadata ?? [:]) { $1 }
        if let error = event.error { all["error"] = "\(error)" }
        let line = LogLine(date: Date(), level: event.level, label: label, message: event.message, metadata: all)
        output.write(format == .json ? line.json : line.text)
    }
}

extension LambdaLogConfiguration {
    /// Read once: the environment of a process of Lambda does not change.
    fileprivate static let process = LambdaLogConfiguration(environment: ProcessInfo.processInfo.environment)
}
