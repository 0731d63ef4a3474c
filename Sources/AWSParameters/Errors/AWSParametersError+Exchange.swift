import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL

extension AWSParametersError {
    /// No whole answer came back.
    static func notExchanged(
        _ operation: RemoteOperation,
        endpoint: AWSEndpoint,
        limits: RequestLimits,
        reason: any Error
    ) -> AWSParametersError {
        if reason is NIOTooManyBytesError { return tooLong(operation, endpoint, limits.maximumResponseSize) }
        let (code, message): (Code, String) =
            switch reason {
            case let error as HTTPParserError where error != .invalidEOFState:
                (.invalidResponse, "The answer is not HTTP. \(operation.checkEndpoint)")
            case let error as NIOSSLError where error.isRefusedCertificate:
                (
                    .connectionFailed,
                    """
                    The endpoint's certificate is not trusted, or not valid now. Put the certificate of its authority \
                    into the image's CA certificates, or into a file that AWS_CA_BUNDLE names; check the clock.
                    """
                )
            case let error as NIOSSLExtraError where error == .failedToValidateHostname:
                (.connectionFailed, "The endpoint's certificate is for another host. \(operation.checkEndpoint)")
            default:
                (
                    .connectionFailed,
                    "No connection, or it broke before the answer was whole. \(operation.service.connectionAdvice)"
                )
            }
        return AWSParametersError(code, message, operation, endpoint, details: safeDetails(reason))
    }

    /// More came back than is read.
    static func tooLong(_ operation: RemoteOperation, _ endpoint: AWSEndpoint, _ limit: Int) -> AWSParametersError {
        let message = "The answer is longer than \(limit) bytes. \(operation.checkEndpoint)"
        return AWSParametersError(.invalidResponse, message, operation, endpoint)
    }

    /// The fetch took too long.
    static func timedOut(
        _ operation: RemoteOperation,
        _ endpoint: AWSEndpoint,
        _ limits: RequestLimits
    ) -> AWSParametersError {
        AWSParametersError(
            .timeout,
            """
            No answer within \(limits.totalTimeout). \(operation.service.connectionAdvice) If all of that is right, \
            raise the total time-out.
            """,
            operation,
            endpoint
        )
    }

    /// A success that is no answer of the operation.
    static func unreadable(_ operation: RemoteOperation, _ endpoint: AWSEndpoint) -> AWSParametersError {
        let message = "The answer is not one of \(operation.name). \(operation.checkEndpoint)"
        return AWSParametersError(.invalidResponse, message, operation, endpoint)
    }

    /// The service answered, and some of the parameters were not there.
    static func notFound(
        _ operation: RemoteOperation,
        _ endpoint: AWSEndpoint,
        _ region: AWSRegion
    ) -> AWSParametersError {
        AWSParametersError(
            .parameterNotFound,
            "No such parameters in region \(region). Check their names, the region and the account.",
            operation,
            endpoint
        )
    }

    init(
        _ code: Code,
        _ message: String,
        _ operation: RemoteOperation,
        _ endpoint: AWSEndpoint,
        serviceCode: String? = nil,
        details: String? = nil
    ) {
        self.init(
            code,
            message,
            names: operation.names,
            service: operation.service,
            endpoint: endpoint,
            serviceCode: serviceCode,
            details: details
        )
    }

    /// What an error of the HTTP client says, for the kinds known not to repeat headers.
    private static func safeDetails(_ reason: any Error) -> String {
        switch reason {
        case let error as HTTPClientError: error.shortDescription
        case is NIOConnectionError, is IOError, is ChannelError, is HTTPParserError: String(describing: reason)
        // TLS errors hold codes and texts of the TLS library, and the names in certificates.
        default: String(reflecting: type(of: reason)).hasPrefix("NIOSSL.") ? "\(reason)" : "\(type(of: reason))"
        }
    }
}

extension NIOSSLError {
    /// Whether the handshake failed because of the server's certificate, which BoringSSL only says in words.
    fileprivate var isRefusedCertificate: Bool {
        guard case .handshakeFailed(.sslError(let errors)) = self else { return false }
        return errors.contains { "\($0)".contains("CERTIFICATE_VERIFY_FAILED") }
    }
}
