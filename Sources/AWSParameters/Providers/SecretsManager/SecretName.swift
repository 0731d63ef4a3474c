#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// A name of Secrets Manager taken apart: `NAME` or an ARN, and after a colon a stage or a version ID.
struct SecretName: Hashable {
    /// The secret's name or ARN.
    let id: String
    /// A staging label, such as `AWSPREVIOUS`.
    var stage: String?
    /// The ID of a version, a UUID.
    var version: String?

    /// Takes a text apart; a secret's own name has no colon, and an ARN has six.
    init(_ text: String) {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        let count = text.hasPrefix("arn:") ? 7 : 1
        id = parts.prefix(count).joined(separator: ":")
        let selector = parts.dropFirst(count).joined(separator: ":")
        guard !selector.isEmpty else { return }
        if UUID(uuidString: selector) == nil { stage = selector } else { version = selector }
    }
}
