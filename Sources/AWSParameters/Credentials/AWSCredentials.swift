/// The keys that sign a request to AWS.
public struct AWSCredentials: Sendable, Hashable {
    /// The public half of the key pair, such as `AKIAIOSFODNN7EXAMPLE`.
    public let accessKeyID: String

    /// The secret half of the key pair.
    public let secretAccessKey: Secret

    /// The token that comes with temporary credentials, as every Lambda function has.
    public let sessionToken: Secret?

    /// Creates credentials from their parts.
    public init(accessKeyID: String, secretAccessKey: Secret, sessionToken: Secret? = nil) {
        self.accessKeyID = accessKeyID
        self.secretAccessKey = secretAccessKey
        self.sessionToken = sessionToken
    }
}

extension AWSCredentials {
    /// Whether the parts sent as header values are printable ASCII without spaces, as AWS issues them.
    package var isWellFormed: Bool {
        "\(accessKeyID)\(sessionToken?.reveal() ?? "")".utf8.allSatisfy { (0x21...0x7E).contains($0) }
    }

    /// Whether a text repeats one of the parts.
    func isRepeated(in text: String) -> Bool {
        [accessKeyID, secretAccessKey.reveal(), sessionToken?.reveal()].contains { part in
            part.map { !$0.isEmpty && text.contains($0) } ?? false
        }
    }
}

extension AWSCredentials: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// The last four characters of the access key ID and whether there is a session token; never a secret.
    public var description: String {
        "AWSCredentials(accessKeyID: \(maskedAccessKeyID), sessionToken: \(sessionToken == nil ? "none" : "<redacted>"))"
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
            ],
            displayStyle: .struct
        )
    }

    private var maskedAccessKeyID: String {
        // A short text is no AWS key: it may be a secret pasted into the wrong variable.
        accessKeyID.utf8.count >= 16 ? "…\(accessKeyID.suffix(4))" : "<redacted>"
    }
}
