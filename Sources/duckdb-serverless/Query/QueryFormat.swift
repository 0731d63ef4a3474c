import ArgumentParser
import DuckDBLambda

/// The forms in which rows are shown.
enum QueryFormat: Sendable, Hashable {
    /// For people: drawn with lines.
    case table
    /// For documents: a table of Markdown.
    case markdown
    /// For programs.
    case encoded(ResultFormat)

    var isTable: Bool { self == .table || self == .markdown }
}

extension QueryFormat: ExpressibleByArgument {
    init?(argument: String) {
        switch argument {
        case "table": self = .table
        case "markdown": self = .markdown
        default:
            guard let format = ResultFormat(rawValue: argument) else { return nil }
            self = .encoded(format)
        }
    }

    static var allValueStrings: [String] { ["table", "json", "columns", "ndjson", "csv", "parquet", "markdown"] }
}
