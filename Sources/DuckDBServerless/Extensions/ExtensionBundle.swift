/// The extensions baked into an image for one DuckDB version and platform, read at run time.
///
/// A bundle lies in `DIRECTORY/v1.5.4/linux_arm64/`: one `NAME.duckdb_extension` each, and `manifest.json`. That is the
/// layout DuckDB searches when `extension_directories` names `DIRECTORY`. Nothing is ever fetched or written.
///
/// The value may be used on several threads at once, to verify several extensions in parallel.
public struct ExtensionBundle: Sendable, Hashable {
    /// The directory to give DuckDB as `extension_directories`.
    public let directory: String
    /// What the bundle holds.
    public let manifest: ExtensionManifest
    /// The folder of the files, as it is without symbolic links.
    let folder: String

    /// Opens the bundle of a version and platform; reads only its manifest.
    ///
    /// - Throws: `ExtensionError` with code `notFound` (no bundle there), `wrongVersion` or `wrongPlatform` (only other
    ///   bundles there), `manifestInvalid`, `outsideBundle` or `unreadable`.
    public init(
        directory: String,
        version: EngineVersion = .pinned,
        platform: ExtensionPlatform = .current
    ) throws(ExtensionError) {
        let folder = Self.folder(in: directory, version: version, platform: platform)
        // A link to the directory is as good as the directory; one in it would lead out of what was baked.
        self.folder = RealPath.of(folder) ?? folder
        let path = "\(self.folder)/\(ExtensionManifest.fileName)"
        do throws(ExtensionError) {
            manifest = try ExtensionManifest(contentsOf: path, version: version, platform: platform)
        } catch {
            let isPresent = Self.isPresent(in: directory, version: version, platform: platform)
            throw isPresent ? error : Self.missing(directory, version, platform)
        }
        self.directory = directory
    }

    /// The command that bakes what is missing.
    static func bakeCommand(_ version: EngineVersion, _ platform: ExtensionPlatform, _ names: String) -> String {
        "duckdb-serverless bake --version \(version.number) --platform \(platform) --target DIR \(names)"
    }

    /// The folder that holds the files of a version and platform.
    public static func folder(
        in directory: String,
        version: EngineVersion,
        platform: ExtensionPlatform
    ) -> String {
        "\(directory)/\(version)/\(platform)"
    }

    /// The path an extension's file has in this bundle, without symbolic links, whether it exists or not.
    public func path(for name: ExtensionName) -> String {
        "\(folder)/\(name.fileName)"
    }

    static func manifestPath(
        _ directory: String,
        _ version: EngineVersion,
        _ platform: ExtensionPlatform
    ) -> String {
        "\(folder(in: directory, version: version, platform: platform))/\(ExtensionManifest.fileName)"
    }
}
