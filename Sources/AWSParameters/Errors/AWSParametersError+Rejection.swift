#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

extension AWSParametersError {
    /// The service answered with something other than 200.
    static func rejected(
        _ operation: RemoteOperation,
        endpoint: AWSEndpoint,
        status: Int,
        body: [UInt8],
        of request: RemoteRequest
    ) -> AWSParametersError {
        var report = ServiceReport(body: body)
        // When a signature differs the service repeats the signed headers, session token included.
        report.hide(whatRepeats: request)
        let code = report.isNotReady ? .serviceUnavailable : Code(status: status, serviceCode: report.code)
        return AWSParametersError(
            code,
            code.advice(operation, status: status),
            operation,
            endpoint,
            serviceCode: report.code,
            details: report.message.map { String($0.prefix(500)) }
        )
    }
}

extension AWSParametersError.Code {
    /// The code for a status and an error code of AWS, from the common errors and those of SSM.
    init(status: Int, serviceCode: String?) {
        self =
            switch serviceCode {
            case "ThrottlingException", "Throttling", "TooManyRequestsException", "RequestLimitExceeded",
                "RequestThrottled", "RequestThrottledException", "SlowDown":
                .throttled
            case "InternalServiceError", "InternalServerError", "InternalFailure", "ServiceUnavailable",
                "IDPCommunicationError":
                .serviceUnavailable
            case "ResourceNotFoundException", "ParameterNotFound", "ParameterVersionNotFound":
                .parameterNotFound
            case "ExpiredTokenException", "ExpiredToken", "RequestExpired":
                .expiredCredentials
            case "InvalidSignatureException", "SignatureDoesNotMatch", "UnrecognizedClientException",
                "InvalidClientTokenId", "InvalidAccessKeyId", "IncompleteSignature", "IncompleteSignatureException",
                "MissingAuthenticationToken", "MissingAuthenticationTokenException", "InvalidIdentityToken":
                .invalidCredentials
            case "AccessDeniedException", "AccessDenied", "NotAuthorized":
                .accessDenied
            default:
                switch status {
                case 429: .throttled
                case 401, 403: .accessDenied
                case 400..<500: .requestRejected
                case 500..<600: .serviceUnavailable
                default: .invalidResponse
                }
            }
    }

    fileprivate func advice(_ operation: RemoteOperation, status: Int) -> String {
        switch self {
        case .throttled:
            "The service asks for fewer requests. Cache parameters for longer, or raise the account's throughput."
        case .serviceUnavailable:
            "The service failed with HTTP status \(status). Try again later."
        case .parameterNotFound:
            "There is no such parameter, or no such version of it. Check its name, the region and the account."
        case .expiredCredentials:
            "The credentials have expired. Renew them: a provider has to return credentials that are valid now."
        case .invalidCredentials:
            """
            The service does not accept the credentials. Check that access key, secret and session token belong \
            together, and that the clock is right.
            """
        case .accessDenied:
            "The credentials lack a permission. Allow \(operation.permissions)."
        case .requestRejected:
            "The service refused the request with HTTP status \(status). Check the names\(operation.service.refusalAdvice)."
        default:
            "Unexpected HTTP status \(status); redirects are not followed. \(operation.checkEndpoint)"
        }
    }
}

/// What a service says about a failure, in JSON or, as a gateway before it may, in XML.
private struct ServiceReport {
    var code: String?
    var message: String?
    var isNotReady = false

    private struct JSON: Decodable {
        let type: String?
        let message: String?
        let capitalMessage: String?
        /// As the container endpoint names it.
        let code: String?

        enum CodingKeys: String, CodingKey {
            case type = "__type"
            case code
            case message
            case capitalMessage = "Message"
        }
    }

    init(body: [UInt8]) {
        if let report = try? JSONDecoder().decode(JSON.self, from: Data(body)) {
            // The type may carry a namespace: com.amazonaws.ssm#ParameterNotFound.
            code = (report.type ?? report.code)?.split(separator: "#").last.flatMap(Self.name)
            message = report.message ?? report.capitalMessage
        } else {
            let text = String(decoding: body.prefix(4096), as: UTF8.self)
            code = XMLText.element("Code", in: text).flatMap { Self.name($0[...]) }
            message = XMLText.element("Message", in: text)
            // Lambda's Parameters and Secrets extension, asked before it has started, says so in plain text.
            isNotReady = text.contains("not ready to serve traffic")
        }
    }

    mutating func hide(whatRepeats request: RemoteRequest) {
        if let text = message, request.isRepeated(in: text) { message = nil }
        if let text = code, request.isRepeated(in: text) { code = nil }
    }

    /// A text that can only be an error's name, since it goes to logs.
    private static func name(_ text: Substring) -> String? {
        guard text.utf8.count <= 64, text.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber) }) else { return nil }
        return String(text)
    }
}
