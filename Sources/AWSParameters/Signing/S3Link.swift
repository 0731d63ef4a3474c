#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

/// An object on S3 of which links can be signed, so that whoever has one can read the object without credentials.
public struct S3Link: Sendable, Hashable {
    private let base: String
    private let host: String
    private let path: String
    private let region: String

    /// Names an object.
    ///
    /// - Parameters:
    ///   - bucket: The bucket's name.
    ///   - key: The object's key.
    ///   - region: The bucket's region.
    ///   - endpoint: Another S3 service than AWS's, addressed path-style; nil for AWS's own.
    public init(bucket: String, key: String, region: AWSRegion, endpoint: AWSEndpoint? = nil) {
        let key = key.percentEncoded(keeping: "/")
        // A bucket with dots has no certificate as a host.
        let isHost = endpoint == nil && !bucket.contains(".")
        let service = "s3.\(region.name).\(region.domain)"
        host = endpoint?.authority ?? (isHost ? "\(bucket).\(service)" : service)
        path = isHost ? "/\(key)" : "/\(bucket.percentEncoded())/\(key)"
        base = "\(endpoint?.scheme ?? "https")://\(host)"
        self.region = region.name
    }

    /// Signs a link to read the object.
    ///
    /// - Parameters:
    ///   - credentials: The link ends with them, if that is sooner.
    ///   - date: From when on it is valid.
    ///   - lifetime: For how long it is valid, 1 second to 7 days; others are brought within.
    /// - Returns: The URL, which is as secret as the object.
    public func url(credentials: AWSCredentials, date: Date, lifetime: Duration) -> Secret {
        let request = SigV4Request(method: "GET", path: path, headers: [("Host", host)])
        let signer = SigV4Signer(region: region, service: "s3")
        let link = signer.presigned(request, credentials: credentials, date: date, lifetime: lifetime)
        return Secret(base + link.reveal())
    }
}
