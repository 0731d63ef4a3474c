#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// The JSON in which container endpoints and the instance metadata service hand out credentials.
struct IssuedCredentials: Decodable {
    private let accessKeyID: String
    private let secretAccessKey: String
    private let token: String?
    private let expiration: String?

    enum CodingKeys: String, CodingKey {
        case accessKeyID = "AccessKeyId"
        case secretAccessKey = "SecretAccessKey"
        case token = "Token"
        case expiration = "Expiration"
    }

    /// The credentials in an answer; nil when it has none, or an end that cannot be read.
    static func credentials(in body: [UInt8]) -> AWSCredentials? {
        guard let issued = try? JSONDecoder().decode(Self.self, from: Data(body)) else { return nil }
        return AWSCredentials(
            accessKeyID: issued.accessKeyID,
            secretAccessKey: issued.secretAccessKey,
            sessionToken: issued.token,
            expirationText: issued.expiration
        )
    }
}

extension AWSCredentials {
    /// Credentials as a service hands them out; nil without keys, or with an end that cannot be read.
    init?(accessKeyID: String, secretAccessKey: String, sessionToken: String?, expirationText: String?) {
        let expiration = expirationText.flatMap(Date.init(awsTimestamp:))
        guard !accessKeyID.isEmpty, !secretAccessKey.isEmpty, (expiration == nil) == (expirationText == nil) else {
            return nil
        }
        self.init(
            accessKeyID: accessKeyID,
            secretAccessKey: Secret(secretAccessKey),
            sessionToken: sessionToken.flatMap { $0.isEmpty ? nil : Secret($0) },
            expiration: expiration
        )
    }
}
