#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

/// The keys that sign a request to AWS.
public struct AWSCredentials: Sendable, Hashable {
    /// The public half of the key pair, such as `AKIAIOSFODNN7EXAMPLE`.
    public let accessKeyID: String

    /// The secret half of the key pair.
    public let secretAccessKey: Secret

    /// The token that comes with temporary credentials, as every Lambda function has.
    public let sessionToken: Secret?

    /// When they end; nil for permanent ones, and for those of a Lambda function, whose end is not told.
    public let expiration: Date?

    /// Creates credentials from their parts.
    public init(
        accessKeyID: String,
        secretAccessKey: Secret,
        sessionToken: Secret? = nil,
        expiration: Date? = nil
    ) {
        self.accessKeyID = accessKeyID
        self.secretAccessKey = secretAccessKey
        self.sessionToken = sessionToken
        self.expiration = expiration
    }
}

extension AWSCredentials {
    /// Whether the parts sent as header values are printable ASCII without spaces, as AWS issues them.
    package var isWellFormed: Bool {
        "\(accessKeyID)\(sessionToken?.reveal() ?? "")".isPrintableASCII
    }

    /// What no error may repeat.
    var parts: [String] {
        [accessKeyID, secretAccessKey.reveal()] + [sessionToken?.reveal()].compactMap(\.self)
    }
}

extension AWSCredentials: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// The last four characters of the access key ID, whether there is a session token, and when it ends; never a secret.
    public var description: String {
        let end = expiration.map { ", expiration: \($0.formatted(.iso8601))" } ?? ""
        let token = sessionToken == nil ? "none" : "<redacted>"
        return "AWSCredentials(accessKeyID: \(maskedAccessKeyID), sessionToken: \(token)\(end))"
    }

    /// The same as ``description``.
    public var debugDescription: String { description }

    /// A mirror of the redacted parts.
    public var customMirror: Mirror {
        Mirror(
            self,
            children: [
                "accessKeyID": maskedAccessKeyID,
                "secretAccessKey": secretAccessKey,
                "sessionToken": sessionToken as Any,
                "expiration": expiration as Any,
            ],
            displayStyle: .struct
        )
    }

    private var maskedAccessKeyID: String {
        // A short text is no AWS key: it may be a secret pasted into the wrong variable.
        accessKeyID.utf8.count >= 16 ? "…\(accessKeyID.suffix(4))" : "<redacted>"
    }
}
