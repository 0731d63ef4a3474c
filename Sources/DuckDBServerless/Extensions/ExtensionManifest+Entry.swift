extension ExtensionManifest {
    /// Whose key signed an extension.
    public enum Signer: String, Sendable, Hashable, Codable {
        /// The DuckDB team, for the extensions it publishes itself.
        case core
        /// The DuckDB team, for extensions of others that it builds.
        case community
    }

    /// One extension file of a bundle.
    public struct Entry: Sendable, Hashable, Codable {
        /// The canonical name; the file is `NAME.duckdb_extension`.
        public let name: ExtensionName
        /// Other names DuckDB accepts for it.
        public let aliases: [String]
        /// The extension's own version, from its footer.
        public let extensionVersion: String
        /// Length of the file in bytes.
        public let size: Int
        /// SHA-256 of the whole file, 64 lower-case hexadecimal digits.
        public let sha256: String
        /// SHA-256 of the SHA-256 digests of each 64 KiB of the file, 64 lower-case hexadecimal digits: compared before a LOAD.
        public let piecewiseSHA256: String
        /// Whose key signed it.
        public let signedBy: Signer
        /// Where the file came from, such as `pypi:duckdb-extension-httpfs==1.5.4`.
        public let source: String

        /// Makes an entry; the aliases follow from the name.
        public init(
            name: ExtensionName,
            extensionVersion: String,
            size: Int,
            sha256: String,
            piecewiseSHA256: String,
            signedBy: Signer = .core,
            source: String
        ) {
            self.name = name
            aliases = name.aliases
            self.extensionVersion = extensionVersion
            self.size = size
            self.sha256 = sha256
            self.piecewiseSHA256 = piecewiseSHA256
            self.signedBy = signedBy
            self.source = source
        }
    }
}
