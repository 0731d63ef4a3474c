import DuckDBServerless

/// A place extension files come from.
protocol ExtensionSource: Sendable {
    /// Puts the extension's file, unpacked but unchecked, into `folder`, an empty folder of its own.
    ///
    /// - Throws: `ExtensionError` with code `notFound`, `sourceUnavailable`, `invalidArchive` or `cannotWrite`.
    func fetch(_ request: ExtensionRequest, into folder: String) async throws(ExtensionError) -> FetchedExtension
}

/// The extension a source is asked for.
struct ExtensionRequest: Sendable {
    let name: ExtensionName
    let version: EngineVersion
    let platform: ExtensionPlatform
}

/// A file a source delivered.
struct FetchedExtension: Sendable {
    /// Where it lies now.
    let path: String
    /// The file the user knows, for errors.
    let origin: String
    /// Where it came from, for the manifest: the same on every machine.
    let source: String
}
