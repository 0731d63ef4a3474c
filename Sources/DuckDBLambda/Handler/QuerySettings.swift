public import DuckDBServerless

/// How a function of named queries answers.
public struct QuerySettings: Sendable, Hashable {
    /// Whether answers are streamed, for a Function URL whose invoke mode is RESPONSE_STREAM.
    public var isStreamed = false
    /// The most rows of an answer; nil for no limit.
    public var maximumRows: Int?
    /// The most bytes of an answer; nil for what Lambda takes.
    public var maximumBytes: Int?
    /// The forms of values.
    public var options = ResultOptions()
    /// Whether callers may send SQL of their own, which runs in the hardened profile.
    public var allowsSQL = false
    /// The origins of web pages that may read answers; `*` for all.
    public var origins: [String] = []
    /// Where results asked for as a link are written; nil for nowhere.
    public var resultLocation: ResultLocation?
    /// How long before the function's deadline a query is interrupted.
    public var margin = Duration.milliseconds(500)
    /// The namespace of metrics that each invocation prints in CloudWatch's embedded metric format; nil for none.
    public var metricsNamespace: String?

    /// What Lambda takes of a streamed answer, 200 MB.
    private static let mostStreamedBytes = 209_715_200

    /// Makes the default settings.
    public init() {}

    /// Reads settings.
    ///
    /// - Parameter environment: The environment variables, and the file that `DUCKDB_CONFIGURATION` names.
    /// - Throws: `ConfigurationError` with the variable's name.
    public init(environment: FunctionEnvironment) throws(ConfigurationError) {
        let environment = try environment.withFile()
        isStreamed = try environment.choice(.responseMode, of: ["buffered", "stream"]) == "stream"
        maximumRows = try environment.integer(.maximumRows, in: 1...Int.max)
        maximumBytes = try environment.integer(.maximumBytes, in: 1...Self.mostStreamedBytes)
        options.largeNumbersAsText = try environment.choice(.largeNumbers, of: ["number", "text"]) == "text"
        allowsSQL = try environment.flag(.adHocSQL) ?? false
        origins = environment.list(.corsOrigins)
        resultLocation = try ResultLocation(environment)
        margin = .milliseconds(try environment.integer(.deadlineMargin, in: 100...60_000) ?? 500)
        guard try environment.choice(.metrics, of: ["none", "emf"]) == "emf" else { return }
        metricsNamespace = environment.value(.metricsNamespace) ?? "DuckDBServerless"
    }

    /// What an answer may have at most.
    var limits: ResultLimits {
        var limits = ResultLimits()
        limits.rows = maximumRows
        limits.bytes = maximumBytes ?? (isStreamed ? Self.mostStreamedBytes : ResultLimits.buffered.bytes)
        return limits
    }
}
