internal import DuckDBClient
internal import DuckDBServerless
internal import LambdaRuntime

/// What an HTTP client is told of an error: a status, a type to branch on, and a text without internals.
struct HTTPFailure {
    let status: Int
    private let type: String
    private let message: String
    private var field: String?
    private var allowed: [String] = []

    /// - Parameters:
    ///   - error: What went wrong.
    ///   - ownSQL: Whether the client wrote the statement, so that the engine's words about it are for the client.
    init(_ error: any Error, ownSQL: Bool) {
        switch error {
        case let error as QueryRequestError:
            self.init(Self.status(of: error.code), error, error.message)
            field = error.field
            allowed = error.allowed
        case let error as ResponseTooLarge:
            self.init(413, error, error.description)
        case let error as DeadlineExceeded:
            self.init(504, error, error.description)
        case let error as RefusedStatement:
            self.init(ownSQL ? 403 : 500, error, ownSQL ? error.description : Self.internal)
        case let error as BootstrapError:
            self.init(503, error, "A source of the data cannot be reached. Try again later.")
        case let error as DuckDBError:
            self.init(error, ownSQL: ownSQL)
        default:
            self.init(500, error, Self.internal)
        }
    }

    private init(_ status: Int, _ error: any Error, _ message: String) {
        self.status = status
        // The same as of a direct invocation, without the prefix that Lambda asks for.
        let name = LambdaErrorReport(error).type.rawValue
        type = String(name.split(separator: ".").last ?? "")
        self.message = message
    }

    private init(_ error: DuckDBError, ownSQL: Bool) {
        switch error.code {
        case .interrupt, .deadlineExceeded: self.init(504, error, "The query ran out of time.")
        case .outOfMemory: self.init(503, error, "The query needs more memory than the function has.")
        case .io, .http, .network, .connection:
            self.init(502, error, "A source of the data did not answer as it should.")
        case _ where error.isTransactionConflict: self.init(409, error, "Another request was first. Send it again.")
        case .internal, .fatal: self.init(500, error, Self.internal)
        default: self.init(ownSQL ? 400 : 500, error, ownSQL ? error.description : Self.internal)
        }
    }

    private static let `internal` =
        "The query failed. The function's log has the reason, under the request's identifier."

    private static func status(of code: QueryRequestError.Code) -> Int {
        switch code {
        case .unknownQuery, .unknownPath: 404
        case .methodNotAllowed: 405
        case .notAcceptable: 406
        case .notConfigured: 403
        default: 400
        }
    }

    func answer(requestID: String) throws -> HTTPAnswer {
        let body = Body(error: .init(type: type, message: message, field: field, requestId: requestID))
        var answer = try HTTPAnswer.json(body, status: status)
        if !allowed.isEmpty { answer.headers["allow"] = allowed.joined(separator: ", ") }
        return answer
    }

    private struct Body: Encodable {
        struct Fault: Encodable {
            let type: String
            let message: String
            let field: String?
            let requestId: String
        }

        let error: Fault
    }
}
