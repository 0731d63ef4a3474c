#if canImport(FoundationEssentials)
internal import FoundationEssentials
#else
internal import Foundation
#endif

/// A result that lies on S3, with a link for whoever asked for it.
struct ResultLink: Sendable, Encodable {
    /// The presigned link: whoever has it can read the result until it ends.
    let url: String
    /// The object.
    let location: String
    /// When the link ends at the latest, RFC 3339.
    let expires: String
    let format: String
    let rowCount: Int
}
