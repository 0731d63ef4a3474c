public import LambdaRuntime

/// What is wrong with a request, for whoever sent it.
public struct QueryRequestError: Error, Sendable, Hashable {
    /// The kind of fault, to branch on.
    public struct Code: Sendable, Hashable, CustomStringConvertible {
        /// The code's name.
        public let description: String

        /// The event has none of the forms that are taken.
        public static let invalidEvent = Code(description: "invalidEvent")
        /// A parameter is missing, unknown, of another type or outside its limits.
        public static let invalidParameter = Code(description: "invalidParameter")
        /// There is no query of that name.
        public static let unknownQuery = Code(description: "unknownQuery")
        /// There is nothing at that path.
        public static let unknownPath = Code(description: "unknownPath")
        /// The path takes other methods.
        public static let methodNotAllowed = Code(description: "methodNotAllowed")
        /// No format that the request accepts is there.
        public static let notAcceptable = Code(description: "notAcceptable")
        /// The request asks for what the function's configuration does not switch on.
        public static let notConfigured = Code(description: "notConfigured")
    }

    /// The kind of fault.
    public let code: Code
    /// The parameter or the part of the event that is wrong; nil where it is the whole.
    public let field: String?
    /// What is wrong, and how to mend it.
    public let message: String
    /// The methods that a path takes.
    let allowed: [String]

    init(_ code: Code, field: String? = nil, allowed: [String] = [], _ message: String) {
        self.code = code
        self.field = field
        self.allowed = allowed
        self.message = message
    }
}

extension QueryRequestError {
    static func unknownQuery(_ name: String, known: [String]) -> QueryRequestError {
        let known = known.isEmpty ? "none" : known.joined(separator: ", ")
        return QueryRequestError(
            .unknownQuery,
            field: "query",
            "There is no query \"\(name.prefix(80))\". The function has: \(known)."
        )
    }

    static func parameter(_ name: String, _ reason: String) -> QueryRequestError {
        QueryRequestError(.invalidParameter, field: name, "The parameter \"\(name.prefix(80))\" \(reason).")
    }

    static let pathOptions = QueryRequestError(
        .invalidEvent,
        field: "parameters",
        "A parameter is a path with options behind a question mark, which could redirect signed requests, or with . or .. "
            + "as a directory. Leave them out."
    )

    static let invalidEvent = QueryRequestError(
        .invalidEvent,
        "The event is not of the form {\"query\": \"NAME\", \"parameters\": {\"name\": value}}. Send it as JSON, or as an HTTP "
            + "event of payload format 2.0, an SQS batch or an EventBridge event whose detail has that form."
    )
}

extension QueryRequestError: CustomStringConvertible, LambdaReportableError {
    /// Safe to log.
    public var description: String { "\(message) [\(code)]" }
    /// `Function.` and the code, such as `Function.InvalidParameter`.
    public var lambdaErrorType: String {
        "Function." + code.description.prefix(1).uppercased() + code.description.dropFirst()
    }
    /// The message.
    public var lambdaErrorMessage: String { message }
}
