import DuckDBServerless

/// A file that passed every check and waits to be placed.
struct StagedFile: Sendable {
    /// What the manifest says of it.
    enum Content: Sendable {
        case entry(ExtensionManifest.Entry)
        case motherduckImpl(ExtensionManifest.MotherDuckImpl)
    }

    let path: String
    let content: Content

    /// Its name in the bundle.
    var fileName: String {
        switch content {
        case .entry(let entry): entry.name.fileName
        case .motherduckImpl(let impl): impl.fileName
        }
    }
}
