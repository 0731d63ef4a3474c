extension ExtensionManifest {
    /// MotherDuck's own program, which the `motherduck` extension loads from the same folder instead of the network when
    /// the environment variable `motherduck_ext_version` names its version.
    public struct MotherDuckImpl: Sendable, Hashable {
        /// MotherDuck's version of it.
        public let version: String
        /// Length of the file in bytes.
        public let size: Int
        /// SHA-256 of the whole file, 64 lower-case hexadecimal digits.
        public let sha256: String
        /// Whose key signed it; nil if none of DuckDB's keys did, so that nothing but the hash vouches for it.
        public let signedBy: Signer?
        /// Where the file came from.
        public let source: String

        /// Makes the description of a file.
        public init(version: String, size: Int, sha256: String, signedBy: Signer?, source: String) {
            self.version = version
            self.size = size
            self.sha256 = sha256
            self.signedBy = signedBy
            self.source = source
        }

        /// The name that the `motherduck` extension looks for.
        public var fileName: String { "motherduck_impl.\(version).duckdb_extension" }
    }
}

extension ExtensionManifest.MotherDuckImpl: Codable {
    /// Whether a text can be a version: 1 to 64 letters, digits, `.`, `_`, `+` and `-`, the first no `.` or `-`.
    ///
    /// It becomes a part of a file's name.
    package static func isVersion(_ text: String) -> Bool {
        let isAllowed = { (byte: UInt8) in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
            case UInt8(ascii: "0")...UInt8(ascii: "9"): true
            default: "._+-".utf8.contains(byte)
            }
        }
        return (1...64).contains(text.utf8.count) && text.utf8.allSatisfy(isAllowed) && !".-".contains(text.prefix(1))
    }

    /// Reads a description; a version that could leave its folder is refused.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        version = try container.decode(String.self, forKey: .version)
        size = try container.decode(Int.self, forKey: .size)
        sha256 = try container.decode(String.self, forKey: .sha256)
        signedBy = try container.decodeIfPresent(ExtensionManifest.Signer.self, forKey: .signedBy)
        source = try container.decode(String.self, forKey: .source)
        guard Self.isVersion(version) else {
            throw DecodingError.dataCorruptedError(forKey: .version, in: container, debugDescription: "not a version")
        }
    }
}
