public import Logging

/// How a function logs, as its configuration in Lambda says.
///
/// | Variable | Values | Default |
/// | --- | --- | --- |
/// | `AWS_LAMBDA_LOG_FORMAT` | `Text`, `JSON` | `Text` |
/// | `AWS_LAMBDA_LOG_LEVEL`, `LOG_LEVEL` | `TRACE`, `DEBUG`, `INFO`, `NOTICE`, `WARN`, `ERROR`, `FATAL` | `INFO` |
///
/// Where both levels are set, `AWS_LAMBDA_LOG_LEVEL` wins with JSON lines and `LOG_LEVEL` with lines of text. Values are
/// read in any case; one that is not known counts as not set.
public struct LambdaLogConfiguration: Sendable, Hashable {
    /// The form of a line.
    public var format: LambdaLogFormat
    /// The least level that is logged.
    public var level: Logger.Level

    /// Makes a configuration.
    ///
    /// - Parameters:
    ///   - format: The form of a line.
    ///   - level: The least level that is logged.
    public init(format: LambdaLogFormat = .text, level: Logger.Level = .info) {
        self.format = format
        self.level = level
    }

    /// Reads a configuration.
    ///
    /// - Parameter environment: The environment variables of the process.
    public init(environment: [String: String]) {
        format = environment["AWS_LAMBDA_LOG_FORMAT"]?.uppercased() == "JSON" ? .json : .text
        let ownLevel = environment["LOG_LEVEL"].flatMap(Self.level)
        let platformLevel = environment["AWS_LAMBDA_LOG_LEVEL"].flatMap(Self.level)
        level = (format == .json ? platformLevel ?? ownLevel : ownLevel ?? platformLevel) ?? .info
    }

    private static func level(_ name: String) -> Logger.Level? {
        switch name.uppercased() {
        case "WARN": .warning
        case "FATAL": .critical
        default: Logger.Level(rawValue: name.lowercased())
        }
    }
}
