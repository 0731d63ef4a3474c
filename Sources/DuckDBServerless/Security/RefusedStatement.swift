/// A statement that the hardened profile does not let through: what was refused, and what is allowed instead.
///
/// `description` is safe to log and to answer with: it has names from the statement, cut to 64 characters, and no values.
public struct RefusedStatement: Error, Sendable, Hashable {
    /// Why it was refused, to branch on.
    public struct Code: Sendable, Hashable, CustomStringConvertible {
        /// The code's name.
        public let description: String

        /// Something else than a query.
        public static let notReadOnly = Code(description: "notReadOnly")
        /// More than one statement.
        public static let severalStatements = Code(description: "severalStatements")
        /// A function that is not among those allowed.
        public static let functionNotAllowed = Code(description: "functionNotAllowed")
        /// A view of the engine that shows more than tables and columns.
        public static let viewNotAllowed = Code(description: "viewNotAllowed")
        /// A path that the statement computes instead of naming it.
        public static let computedPath = Code(description: "computedPath")
        /// A path in place of a table that is no Parquet, CSV, JSON or XLSX file.
        public static let fileNotAllowed = Code(description: "fileNotAllowed")
        /// A URL with options or dot segments.
        public static let pathOptions = Code(description: "pathOptions")
        /// A statement that cannot be looked into.
        public static let notInspectable = Code(description: "notInspectable")
        /// More text than the profile allows.
        public static let tooLong = Code(description: "tooLong")
    }

    /// Why it was refused, to branch on.
    public let code: Code
    /// What was refused, and what is allowed.
    public let message: String

    /// Makes an error.
    public init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }
}

extension RefusedStatement: CustomStringConvertible {
    /// Message and code.
    public var description: String { "The statement is not allowed: \(message) [\(code)]" }
}

extension RefusedStatement {
    static let notReadOnly = RefusedStatement(
        .notReadOnly,
        "Only a query is: SELECT, FROM, WITH, VALUES, DESCRIBE, SUMMARIZE, SHOW TABLES, or EXPLAIN [ANALYZE] right before a SELECT. "
            + "PIVOT needs its values listed: ON column IN (…)."
    )

    static let variant = RefusedStatement(
        .notInspectable,
        "It casts to VARIANT, which can end the engine. Cast to JSON or to the type that you need."
    )

    static let pathOptions = RefusedStatement(
        .pathOptions,
        "A path or parameter has a URL with ? or with . or .. as a directory. Write the path out; * stands for any name."
    )

    static let file = RefusedStatement(
        .fileNotAllowed,
        "A path in place of a table ends in .parquet, .csv, .tsv, .json, .jsonl, .ndjson or .xlsx. "
            + "For others call read_parquet, read_csv, read_json or read_text."
    )

    static let outside = RefusedStatement(
        .fileNotAllowed,
        "A path is not under one of the allowed directories, or is no text that is written or bound by its own name."
    )

    static func computedPath(_ function: String) -> RefusedStatement {
        RefusedStatement(
            .computedPath,
            "\(shown(function)) takes literals, parameters and lists of them, nothing that is computed."
        )
    }

    static func function(_ name: String) -> RefusedStatement {
        RefusedStatement(
            .functionNotAllowed,
            "The function \(shown(name)) is not among those that read attached catalogs and allowed files, or compute values. "
                + "Where it may be trusted, the function's owner names it in allowedFunctions, DUCKDB_ALLOWED_FUNCTIONS."
        )
    }

    static func view(_ name: String) -> RefusedStatement {
        RefusedStatement(
            .viewNotAllowed,
            "\(shown(name)) shows more than tables and columns. Use information_schema, SHOW TABLES or DESCRIBE."
        )
    }

    static func notInspectable(_ reason: String) -> RefusedStatement {
        RefusedStatement(.notInspectable, "\(reason) Write it more simply.")
    }

    static let unbound = RefusedStatement(
        .notInspectable,
        "Its values are bound after it was looked at. Give them to query or fetch, or interpolate them."
    )

    private static func shown(_ name: String) -> String {
        "\"" + String(name.unicodeScalars.prefix(64).map { $0.properties.isWhitespace ? " " : Character($0) }) + "\""
    }
}
