public import LambdaRuntime

/// What is wrong with a folder of queries, or with one of its files.
public struct QueryFileError: Error, Sendable, Hashable {
    /// The kind of fault, to branch on.
    public struct Code: Sendable, Hashable, CustomStringConvertible {
        /// The code's name.
        public let description: String

        /// The folder has no query.
        public static let noQueries = Code(description: "noQueries")
        /// A file cannot be read.
        public static let unreadable = Code(description: "unreadable")
        /// A file's name cannot be a query's.
        public static let invalidName = Code(description: "invalidName")
        /// A line of a header cannot be read.
        public static let invalidHeader = Code(description: "invalidHeader")
        /// A statement's parameters are not those that its header declares.
        public static let otherParameters = Code(description: "otherParameters")
        /// A default or a limit is no value of its parameter's type.
        public static let invalidDefault = Code(description: "invalidDefault")
        /// A query that is no job would change data.
        public static let changesData = Code(description: "changesData")
    }

    /// The kind of fault.
    public let code: Code
    /// What is wrong, where, and how to mend it.
    public let message: String

    private init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }
}

extension QueryFileError {
    static func noQueries(in folder: String) -> QueryFileError {
        QueryFileError(
            .noQueries,
            "There is no file *.sql in \(folder). Put the queries there, or set DUCKDB_QUERY_DIRECTORY to their folder."
        )
    }

    static func unreadable(_ file: String) -> QueryFileError {
        QueryFileError(
            .unreadable,
            "The query file \(file) cannot be read as UTF-8 text. Check its encoding and permissions."
        )
    }

    static func invalidName(_ name: String) -> QueryFileError {
        QueryFileError(
            .invalidName,
            "\"\(name.prefix(100)).sql\" cannot be a query's file: a name has 1 to 100 letters, digits, _ and -. Rename it."
        )
    }

    static func invalidHeader(query: String, line: Int, _ reason: String) -> QueryFileError {
        QueryFileError(.invalidHeader, "The header of \(query).sql cannot be read, line \(line): \(reason).")
    }

    static func otherParameters(query: String, _ reason: String) -> QueryFileError {
        QueryFileError(
            .otherParameters,
            "The statement of \(query).sql and its header do not have the same parameters. \(reason) "
                + "Declare each as a line `-- @param NAME TYPE` at the top of the file."
        )
    }

    static func invalidDefault(query: String, _ parameter: QueryParameter, _ text: String) -> QueryFileError {
        QueryFileError(
            .invalidDefault,
            "The header of \(query).sql gives \(parameter.name) the value '\(text)', which is no \(parameter.elementType) "
                + "within its limits. Mend its default, min, max or values."
        )
    }

    static func changesData(query: String) -> QueryFileError {
        QueryFileError(
            .changesData,
            "\(query).sql is no query that only reads. Mark it as a job with a line `-- @job` at its top, or make it a SELECT."
        )
    }
}

extension QueryFileError: CustomStringConvertible, LambdaReportableError {
    /// Safe to log.
    public var description: String { "\(message) [\(code)]" }
    /// `Function.InvalidConfiguration`: whoever deployed the function can mend it, its caller cannot.
    public var lambdaErrorType: String { "Function.InvalidConfiguration" }
    /// The message.
    public var lambdaErrorMessage: String { message }
}
