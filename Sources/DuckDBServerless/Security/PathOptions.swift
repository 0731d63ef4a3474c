/// Finds what in a path would make the engine ask another server, or read outside an allowed directory.
package enum PathOptions {
    /// Whether a text has, in a URL, options or dot segments, or is an absolute path with dot segments.
    ///
    /// `s3://bucket/key?s3_endpoint=…` would send the role's signature and session token wherever the author wants; and
    /// `s3://bucket/allowed/../key` begins as the engine wants it, but its HTTP client resolves the dots. Read by bytes, as the
    /// engine does: to Swift `?` and an accent that follows it are one character, which is no `?`.
    package static func areIn(_ text: String) -> Bool {
        guard text.utf8.contains(slash) else { return false }
        let bytes = Array(text.utf8)
        guard let scheme = bytes.firstRange(of: "://".utf8) else {
            return bytes[0] == slash && hasDotSegment(bytes[...])
        }
        return hasDotSegment(bytes[scheme.upperBound...])
            || bytes.ranges(of: "://".utf8).contains { hasOptions(bytes, $0) }
    }

    private static func hasOptions(_ bytes: [UInt8], _ separator: Range<Int>) -> Bool {
        let scheme = bytes[..<separator.lowerBound].suffix(4).reversed().prefix(while: isAlphanumeric).reversed()
        return schemes.contains(String(decoding: Array(scheme), as: UTF8.self).lowercased())
            && bytes[separator.upperBound...].contains(UInt8(ascii: "?"))
    }

    private static func hasDotSegment(_ path: ArraySlice<UInt8>) -> Bool {
        path.split { $0 == slash || $0 == UInt8(ascii: "\\") || $0 == UInt8(ascii: "?") }.contains { segment in
            // Two dots, each of which may be encoded.
            guard segment.count <= 6 else { return false }
            let text = String(decoding: segment, as: UTF8.self).lowercased().replacing("%2e", with: ".")
            return text == "." || text == ".."
        }
    }

    private static func isAlphanumeric(_ byte: UInt8) -> Bool {
        switch byte | 0x20 {
        case UInt8(ascii: "a")...UInt8(ascii: "z"): true
        default: (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
        }
    }

    private static let slash = UInt8(ascii: "/")
    /// Those whose URLs take options in 1.5.4: what the engine's S3 client serves, and Hugging Face.
    private static let schemes: Set = ["s3", "s3a", "s3n", "gcs", "gs", "r2", "hf"]
}
