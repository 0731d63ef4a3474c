/// Finds what in a path would make the engine ask another server, or read outside an allowed directory.
package enum PathOptions {
    /// Whether a text has, in a URL, options or dot segments.
    ///
    /// `s3://bucket/key?s3_endpoint=…` would send the role's signature and session token wherever the author wants; and
    /// `s3://bucket/allowed/../key` begins as the engine wants it, but HTTP clients resolve the dots. By Unicode scalars, as the
    /// engine reads: to Swift `?` and an accent that follows it are one character, which is no `?`.
    package static func areIn(_ text: String) -> Bool {
        guard let scheme = text.firstRange(of: "://") else { return hasDotSegment(text[...]) && text.hasPrefix("/") }
        return hasDotSegment(text[scheme.upperBound...])
            || text.contains(/(?i)(s3|s3a|s3n|gcs|gs|r2|hf):\/\/[^?]*\?/.matchingSemantics(.unicodeScalar))
    }

    private static func hasDotSegment(_ path: Substring) -> Bool {
        path.utf8.split(whereSeparator: { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "\\") }).contains { segment in
            let text = Substring(segment).lowercased().replacing("%2e", with: ".")
            return text == "." || text == ".."
        }
    }
}
