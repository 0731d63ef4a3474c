#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

extension AWSParametersError {
    /// The service answered with something other than 200.
    static func rejected(
        _ operation: AWSOperation,
        endpoint: AWSEndpoint,
        status: Int,
        body: [UInt8],
        hiding credentials: AWSCredentials
    ) -> AWSParametersError {
        let report = ServiceReport(body: body)
        let code = Code(status: status, serviceCode: report.code)
        return AWSParametersError(
            code,
            code.advice(operation, status: status),
            operation,
            endpoint,
            serviceCode: report.code,
            // When a signature differs the service repeats the signed headers, session token included.
            details: report.message.flatMap { credentials.isRepeated(in: $0) ? nil : String($0.prefix(500)) }
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
            case "ExpiredTokenException", "ExpiredToken", "RequestExpired":
                .expiredCredentials
            case "InvalidSignatureException", "SignatureDoesNotMatch", "UnrecognizedClientException",
                "InvalidClientTokenId", "InvalidAccessKeyId", "IncompleteSignature", "IncompleteSignatureException",
                "MissingAuthenticationToken", "MissingAuthenticationTokenException":
                .invalidCredentials
            case "AccessDeniedException", "AccessDenied", "NotAuthorized":
                .accessDenied
            default:
                switch status {
                case 429: .throttled
                case 403: .accessDenied
                case 400..<500: .requestRejected
                case 500..<600: .serviceUnavailable
                default: .invalidResponse
                }
            }
    }

    fileprivate func advice(_ operation: AWSOperation, status: Int) -> String {
        switch self {
        case .throttled:
            "The service asks for fewer requests. Cache parameters for longer, or raise the account's throughput."
        case .serviceUnavailable:
            "The service failed with HTTP status \(status). Try again later."
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
            "The service refused the request with HTTP status \(status). Check the names."
        default:
            "Unexpected HTTP status \(status); redirects are not followed. \(operation.checkEndpoint)"
        }
    }
}

/// What a service says about a failure, in JSON or, as a gateway before it may, in XML.
private struct ServiceReport {
    var code: String?
    var message: String?

    private struct JSON: Decodable {
        let type: String?
        let message: String?
        let capitalMessage: String?

        enum CodingKeys: String, CodingKey {
            case type = "__type"
            case message
            case capitalMessage = "Message"
        }
    }

    init(body: [UInt8]) {
        if let report = try? JSONDecoder().decode(JSON.self, from: Data(body)) {
            // The type may carry a namespace: com.amazonaws.ssm#ParameterNotFound.
            code = report.type?.split(separator: "#").last.flatMap(Self.name)
            message = report.message ?? report.capitalMessage
        } else {
            let parts = String(decoding: body.prefix(4096), as: UTF8.self).split(separator: "<Code>", maxSplits: 1)
            code = parts.dropFirst().first?.split(separator: "<").first.flatMap(Self.name)
        }
    }

    /// A text that can only be an error's name, since it goes to logs.
    private static func name(_ text: Substring) -> String? {
        guard text.utf8.count <= 64, text.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber) }) else { return nil }
        return String(text)
    }
}
