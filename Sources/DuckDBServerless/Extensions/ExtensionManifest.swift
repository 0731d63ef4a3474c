/// What a bundle holds for one DuckDB version and platform: the contents of its `manifest.json`.
public struct ExtensionManifest: Sendable, Hashable, Codable {
    /// The format of the file; this code reads and writes 1.
    public let formatVersion: Int
    /// The DuckDB version every extension was built for.
    public let duckdbVersion: EngineVersion
    /// The platform every extension was built for.
    public let platform: ExtensionPlatform
    /// The extensions, sorted by name.
    public let extensions: [Entry]

    /// The format this code reads and writes.
    public static let currentFormatVersion = 1
    /// The name of the file in the bundle's folder.
    public static let fileName = "manifest.json"

    /// Makes a manifest; the entries are sorted.
    public init(duckdbVersion: EngineVersion, platform: ExtensionPlatform, extensions: [Entry]) {
        formatVersion = Self.currentFormatVersion
        self.duckdbVersion = duckdbVersion
        self.platform = platform
        self.extensions = extensions.sorted { $0.name < $1.name }
    }

    /// The entry of an extension, if the bundle has it.
    public func entry(for name: ExtensionName) -> Entry? {
        extensions.first { $0.name == name }
    }
}

extension ExtensionManifest {
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
        /// Where the file came from, such as `pypi:duckdb-extension-httpfs==1.5.4`.
        public let source: String

        /// Makes an entry; the aliases follow from the name.
        public init(name: ExtensionName, extensionVersion: String, size: Int, sha256: String, source: String) {
            self.name = name
            aliases = name.aliases
            self.extensionVersion = extensionVersion
            self.size = size
            self.sha256 = sha256
            self.source = source
        }
    }
}
