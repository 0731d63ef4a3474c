internal import LambdaRuntime

/// What is wrong with an event, or with the folder of queries.
enum QueryFunctionError: Error, Hashable {
    case invalidEvent
    case pathOptions
    case unknownQuery(String, known: [String])
    case noQueries(folder: String)
    case unreadableQuery(file: String)
}

extension QueryFunctionError: CustomStringConvertible, LambdaReportableError {
    var description: String {
        switch self {
        case .invalidEvent:
            "The event is not of the form {\"query\": \"NAME\", \"parameters\": {\"name\": value}}. Send it as JSON."
        case .pathOptions:
            "A parameter is a path with options behind a question mark, which could redirect signed requests, or with . or .. "
                + "as a directory. Leave them out."
        case .unknownQuery(let name, let known):
            "There is no query \"\(name.prefix(80))\". The function has: \(known.joined(separator: ", "))."
        case .noQueries(let folder):
            "There is no file *.sql in \(folder). Put the queries there, or set DUCKDB_QUERY_DIRECTORY to their folder."
        case .unreadableQuery(let file):
            "The query file \(file) cannot be read as UTF-8 text. Check its encoding and permissions."
        }
    }

    var lambdaErrorType: String {
        switch self {
        case .invalidEvent, .pathOptions: "Function.InvalidEvent"
        case .unknownQuery: "Function.UnknownQuery"
        case .noQueries, .unreadableQuery: "Function.InvalidConfiguration"
        }
    }

    var lambdaErrorMessage: String { description }
}
