internal import DuckDBServerless

/// Where results that do not fit into an answer are written, and for how long a link to one holds.
public struct ResultLocation: Sendable, Hashable {
    /// The bucket.
    public let bucket: String
    /// What each key begins with, `/` at its end included; empty for the bucket's root.
    public let prefix: String
    /// How long a link holds; it ends with the credentials that signed it, if that is sooner.
    public var lifetime = Duration.seconds(3600)

    /// Reads a location such as `s3://bucket/results/`; nil where the text is none.
    ///
    /// - Parameter url: The location.
    public init?(_ url: String) {
        guard url.hasPrefix("s3://") else { return nil }
        let parts = url.dropFirst("s3://".count).split(separator: "/", omittingEmptySubsequences: false)
        let names = parts.dropFirst().filter { !$0.isEmpty }
        guard let bucket = parts.first, Self.isName(bucket), names.allSatisfy(Self.isName) else { return nil }
        self.bucket = String(bucket)
        prefix = names.map { $0 + "/" }.joined()
    }

    /// What needs no encoding in a URL, and is no `.` or `..`.
    private static func isName(_ text: Substring) -> Bool {
        let others = Set("-_.=".utf8)
        return text.contains { $0 != "." }
            && text.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"):
                    true
                default:
                    others.contains(byte)
                }
            }
    }
}

extension ResultLocation {
    init?(_ environment: FunctionEnvironment) throws(ConfigurationError) {
        let seconds = try environment.integer(.linkSeconds, in: 1...604_800)
        guard let text = environment.value(.resultLocation) else { return nil }
        guard let location = ResultLocation(text) else {
            throw environment.unusable(
                .resultLocation,
                expected: "s3://BUCKET/PREFIX/, of letters, digits, hyphens, underscores, dots and ="
            )
        }
        self = location
        if let seconds { lifetime = .seconds(seconds) }
    }
}
