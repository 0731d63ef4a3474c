import Crypto

#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

/// Signs requests with AWS Signature Version 4, in headers.
///
/// A pure value: the same request, credentials and date give the same signature. A signature holds for five minutes
/// (most services), so sign just before sending. The path is encoded once more, as every service but S3 asks.
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
    /// token, and `Authorization`. Send them all; headers added afterwards are not covered.
    public func signedHeaders(
        of request: SigV4Request,
        credentials: AWSCredentials,
        date: Date
    ) -> [(name: String, value: String)] {
        let timestamp = Self.timestamp(date)
        var request = request
        request.headers.append(("X-Amz-Date", timestamp))
        if let token = credentials.sessionToken {
            request.headers.append(("X-Amz-Security-Token", token.reveal()))
        }
        let scope = "\(timestamp.prefix(8))/\(region)/\(service)/aws4_request"
        let signature = signature(of: request, key: credentials.secretAccessKey, timestamp: timestamp, scope: scope)
        let authorization = """
            AWS4-HMAC-SHA256 Credential=\(credentials.accessKeyID)/\(scope), \
            SignedHeaders=\(request.signedHeaders), Signature=\(signature)
            """
        return request.headers + [("Authorization", authorization)]
    }

    private func signature(of request: SigV4Request, key: Secret, timestamp: String, scope: String) -> String {
        let stringToSign = """
            AWS4-HMAC-SHA256
            \(timestamp)
            \(scope)
            \(SHA256.hash(data: Array(request.canonical.utf8)).hexadecimal)
            """
        var signingKey = SymmetricKey(data: Array("AWS4\(key.reveal())".utf8))
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
