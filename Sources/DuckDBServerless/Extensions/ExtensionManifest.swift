/// What a bundle holds for one DuckDB version and platform: the contents of its `manifest.json`.
public struct ExtensionManifest: Sendable, Hashable, Codable {
    /// The format of the file; this code reads and writes 2.
    public let formatVersion: Int
    /// The DuckDB version every extension was built for.
    public let duckdbVersion: EngineVersion
    /// The platform every extension was built for.
    public let platform: ExtensionPlatform
    /// The extensions, sorted by name.
    public let extensions: [Entry]
    /// The program that the `motherduck` extension loads, if it was placed beside it.
    public let motherduckImpl: MotherDuckImpl?

    /// The format this code reads and writes.
    public static let currentFormatVersion = 2
    /// The name of the file in the bundle's folder.
    public static let fileName = "manifest.json"

    /// Makes a manifest; the entries are sorted.
    public init(
        duckdbVersion: EngineVersion,
        platform: ExtensionPlatform,
        extensions: [Entry],
        motherduckImpl: MotherDuckImpl? = nil
    ) {
        formatVersion = Self.currentFormatVersion
        self.duckdbVersion = duckdbVersion
        self.platform = platform
        self.extensions = extensions.sorted { $0.name < $1.name }
        self.motherduckImpl = motherduckImpl
    }

    /// The entry of an extension, if the bundle has it.
    public func entry(for name: ExtensionName) -> Entry? {
        extensions.first { $0.name == name }
    }
}
