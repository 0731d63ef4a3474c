import Crypto

#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

/// Signs requests with AWS Signature Version 4, in headers or in the query of a URL.
///
/// A pure value: the same request, credentials and date give the same signature. A signature in headers holds for five
/// minutes (most services), so sign just before sending. The path is encoded once more, as every service but S3 asks.
public struct SigV4Signer: Sendable, Hashable {
    /// The region in the credential scope, such as `us-east-1`.
    public let region: String

    /// The service's signing name, such as `ssm`.
    public let service: String

    /// Creates a signer for one service in one region.
    public init(region: String, service: String) {
        self.region = region
        self.service = service
    }

    /// Signs a request.
    ///
    /// The result holds the request's headers and `X-Amz-Date`, `X-Amz-Security-Token` when the credentials have a session
    /// token, `X-Amz-Content-SHA256` for S3, and `Authorization`. Send them all; headers added afterwards are not covered.
    public func signedHeaders(
        of request: SigV4Request,
        credentials: AWSCredentials,
        date: Date
    ) -> [(name: String, value: String)] {
        let timestamp = Self.timestamp(date)
        var request = request
        request.headers.append(("X-Amz-Date", timestamp))
        // S3 takes no request without it.
        if service == "s3" { request.headers.append(("X-Amz-Content-SHA256", request.payloadHash)) }
        if let token = credentials.sessionToken {
            request.headers.append(("X-Amz-Security-Token", token.reveal()))
        }
        let signature = signature(of: request, request.payloadHash, credentials, timestamp)
        let authorization = """
            \(Self.algorithm) Credential=\(credentials.accessKeyID)/\(scope(timestamp)), \
            SignedHeaders=\(request.signedHeaders), Signature=\(signature)
            """
        return request.headers + [("Authorization", authorization)]
    }

    /// Signs a request in its query, so that whoever has the result can send it without credentials until it expires.
    ///
    /// - Parameters:
    ///   - request: The request; its headers, of which `Host` is enough, have to be sent as they are signed. S3 does not
    ///     cover the body, every other service does.
    ///   - credentials: The link ends with them, if that is sooner.
    ///   - date: From when on it is valid.
    ///   - lifetime: For how long it is valid, in whole seconds, 1 second to 7 days; others are brought within.
    /// - Returns: Path and query, percent-encoded, to follow scheme and host. It is as secret as what it gives access to.
    public func presigned(
        _ request: SigV4Request,
        credentials: AWSCredentials,
        date: Date,
        lifetime: Duration
    ) -> Secret {
        let timestamp = Self.timestamp(date)
        var request = request
        request.query += [
            ("X-Amz-Algorithm", Self.algorithm),
            ("X-Amz-Credential", "\(credentials.accessKeyID)/\(scope(timestamp))"),
            ("X-Amz-Date", timestamp),
            ("X-Amz-Expires", "\(min(max(lifetime.components.seconds, 1), 604_800))"),
            ("X-Amz-SignedHeaders", request.signedHeaders),
        ]
        if let token = credentials.sessionToken {
            request.query.append(("X-Amz-Security-Token", token.reveal()))
        }
        let payloadHash = service == "s3" ? "UNSIGNED-PAYLOAD" : request.payloadHash
        let signature = signature(of: request, payloadHash, credentials, timestamp)
        return Secret("\(request.requestPath)?\(request.canonicalQuery)&X-Amz-Signature=\(signature)")
    }

    private static let algorithm = "AWS4-HMAC-SHA256"

    private func scope(_ timestamp: String) -> String {
        "\(timestamp.prefix(8))/\(region)/\(service)/aws4_request"
    }

    private func signature(
        of request: SigV4Request,
        _ payloadHash: String,
        _ credentials: AWSCredentials,
        _ timestamp: String
    ) -> String {
        let scope = scope(timestamp)
        let canonical = request.canonical(payloadHash, encodesPath: service != "s3")
        let stringToSign = """
            \(Self.algorithm)
            \(timestamp)
            \(scope)
            \(SHA256.hash(data: Array(canonical.utf8)).hexadecimal)
            """
        var signingKey = SymmetricKey(data: Array("AWS4\(credentials.secretAccessKey.reveal())".utf8))
        for part in scope.split(separator: "/") {
            signingKey = SymmetricKey(data: Self.authenticationCode(of: part, key: signingKey))
        }
        return Self.authenticationCode(of: stringToSign, key: signingKey).hexadecimal
    }

    private static func authenticationCode(
        of text: some StringProtocol,
        key: SymmetricKey
    ) -> HMAC<SHA256>.MAC {
        HMAC<SHA256>.authenticationCode(for: Array(text.utf8), using: key)
    }

    /// The date in UTC as `20150830T123600Z`.
    private static func timestamp(_ date: Date) -> String {
        date.formatted(Date.ISO8601FormatStyle(dateSeparator: .omitted, timeSeparator: .omitted, timeZone: .gmt))
    }
}
