package import NIOCore

#if canImport(FoundationEssentials)
internal import FoundationEssentials
#else
internal import Foundation
#endif

/// An error in the form the Runtime API takes it.
package struct LambdaErrorReport: Sendable, Hashable {
    package let type: LambdaErrorType
    package let message: String
    package let stackTrace: [String]

    package init(_ error: any Error) {
        guard let error = error as? any LambdaReportableError else {
            self.init(type: LambdaErrorType(typeOf: error), message: String(describing: error), stackTrace: [])
            return
        }
        self.init(
            type: LambdaErrorType(error.lambdaErrorType),
            message: error.lambdaErrorMessage,
            stackTrace: error.lambdaStackTrace
        )
    }

    private init(type: LambdaErrorType, message: String, stackTrace: [String]) {
        self.type = type
        self.message = message
        self.stackTrace = stackTrace
    }

    /// The body of an error request.
    package var json: ByteBuffer { ByteBuffer(bytes: encoded) }

    /// The body in Base64, short enough for a trailer.
    ///
    /// Go's HTTP server, which is what Lambda runs, reads all trailers of a request through a buffer of 4 KiB and breaks
    /// the request off when they are longer. So the stack trace is left out and the message cut.
    package var trailerValue: String {
        var short = LambdaErrorReport(type: type, message: message, stackTrace: [])
        while short.encoded.count > Self.trailerJSONLimit, !short.message.isEmpty {
            let cut = String(short.message.prefix(short.message.count / 2))
            short = LambdaErrorReport(type: type, message: cut, stackTrace: [])
        }
        return short.encoded.base64EncodedString()
    }

    private static let trailerJSONLimit = 2400

    private var encoded: Data {
        let body = Body(errorMessage: message, errorType: type.rawValue, stackTrace: stackTrace)
        // Texts are all there is to encode, which cannot fail; the type alone is the answer should it ever.
        return (try? JSONEncoder.lines.encode(body)) ?? Data(#"{"errorType":"\#(type.rawValue)"}"#.utf8)
    }

    private struct Body: Encodable {
        let errorMessage: String
        let errorType: String
        let stackTrace: [String]
    }
}
