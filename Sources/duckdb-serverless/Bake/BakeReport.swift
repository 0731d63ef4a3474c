import DuckDBServerless

/// The bundle as a bake left it.
struct BakeReport {
    let folder: String
    let manifest: ExtensionManifest
    /// The extensions that had to be fetched; the others were up to date.
    let baked: Set<ExtensionName>

    /// What Lambda allows for a function and its layers together, unzipped.
    static let lambdaLimit = 250 * 1_048_576

    var totalSize: Int { manifest.extensions.reduce(0) { $0 + $1.size } }

    func state(of name: ExtensionName) -> String {
        baked.contains(name) ? "baked" : "up to date"
    }
}
