package import NIOHTTP1

/// The requests a runtime makes, and how they look on the wire.
package enum RuntimeAPIRequest: Sendable, Hashable {
    case next
    case response(requestID: String, length: Int)
    case streamedResponse(requestID: String, hasCustomHeaders: Bool)
    case error(requestID: String, type: LambdaErrorType, length: Int)
    case initializationError(type: LambdaErrorType, length: Int)

    /// The name of the header, and of the trailer, that carries the type of an error.
    package static let errorTypeHeader = "Lambda-Runtime-Function-Error-Type"
    /// The name of the trailer that carries the body of an error.
    package static let errorBodyTrailer = "Lambda-Runtime-Function-Error-Body"

    /// The trailers that end a streamed response with an error.
    package static func trailers(_ report: LambdaErrorReport) -> HTTPHeaders {
        [errorTypeHeader: report.type.rawValue, errorBodyTrailer: report.trailerValue]
    }

    /// The head of the request.
    package func head(host: String) -> HTTPRequestHead {
        var headers: HTTPHeaders = ["Host": host, "User-Agent": "swift-lambda-runtime"]
        headers.add(contentsOf: contentHeaders)
        return HTTPRequestHead(
            version: .http1_1,
            method: self == .next ? .GET : .POST,
            uri: "/2018-06-01/runtime" + path,
            headers: headers
        )
    }

    private var path: String {
        switch self {
        case .next: "/invocation/next"
        case .response(let id, _), .streamedResponse(let id, _): "/invocation/\(id)/response"
        case .error(let id, _, _): "/invocation/\(id)/error"
        case .initializationError: "/init/error"
        }
    }

    private var contentHeaders: HTTPHeaders {
        switch self {
        case .next:
            [:]
        case .response(_, let length):
            ["Content-Type": "application/json", "Content-Length": "\(length)"]
        case .streamedResponse(_, let hasCustomHeaders):
            [
                "Content-Type": hasCustomHeaders
                    ? StreamingLambdaStatusAndHeadersResponse.contentType : "application/octet-stream",
                "Lambda-Runtime-Function-Response-Mode": "streaming",
                "Transfer-Encoding": "chunked",
                "Trailer": "\(Self.errorTypeHeader), \(Self.errorBodyTrailer)",
            ]
        case .error(_, let type, let length), .initializationError(let type, let length):
            [
                "Content-Type": "application/json",
                "Content-Length": "\(length)",
                Self.errorTypeHeader: type.rawValue,
            ]
        }
    }
}
