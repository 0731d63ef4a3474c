/// The form of a log line: the value of `AWS_LAMBDA_LOG_FORMAT`.
public enum LambdaLogFormat: String, Sendable, Hashable {
    /// One line of text: time, level, label, message, metadata.
    case text = "Text"
    /// One JSON object a line, with the keys Lambda's own log viewer knows.
    case json = "JSON"
}
