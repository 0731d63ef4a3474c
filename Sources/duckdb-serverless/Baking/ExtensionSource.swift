package import DuckDBServerless

/// A place extension files come from.
protocol ExtensionSource: Sendable {
    /// Puts the extension's file, unpacked but unchecked, into `folder`, an empty folder of its own.
    ///
    /// - Throws: `ExtensionError` with code `notFound`, `sourceUnavailable`, `invalidArchive` or `cannotWrite`.
    func fetch(_ request: ExtensionRequest, into folder: String) async throws(ExtensionError) -> FetchedExtension

    /// What a cache keeps the extension as; nil when the source is as near as a cache.
    func cacheEntry(for request: ExtensionRequest) -> CacheEntry?
}

extension ExtensionSource {
    func cacheEntry(for request: ExtensionRequest) -> CacheEntry? { nil }
}

/// The extension a source is asked for.
package struct ExtensionRequest: Sendable {
    let name: ExtensionName
    let version: EngineVersion
    let platform: ExtensionPlatform
    /// Whose signature is good enough.
    let signers: Set<ExtensionManifest.Signer>
    let keys: SigningKeys

    package init(
        name: ExtensionName,
        version: EngineVersion,
        platform: ExtensionPlatform,
        signers: Set<ExtensionManifest.Signer> = [.core],
        keys: SigningKeys = .duckdb
    ) {
        self.name = name
        self.version = version
        self.platform = platform
        self.signers = signers
        self.keys = keys
    }
}

/// A file a source delivered.
package struct FetchedExtension: Sendable {
    /// Where it lies now.
    let path: String
    /// The file the user knows, for errors.
    let origin: String
    /// Where it came from, for the manifest: the same on every machine.
    let source: String

    package init(path: String, origin: String, source: String) {
        self.path = path
        self.origin = origin
        self.source = source
    }
}
