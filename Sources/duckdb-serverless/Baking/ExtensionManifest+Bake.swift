import DuckDBServerless

extension ExtensionManifest {
    /// The bytes of all files.
    var totalSize: Int { extensions.reduce(motherduckImpl?.size ?? 0) { $0 + $1.size } }

    /// The manifest with further files, each in the place of the one of its name.
    func adding(_ contents: [StagedFile.Content]) -> ExtensionManifest {
        var entries = Dictionary(extensions.map { ($0.name, $0) }) { $1 }
        var impl = motherduckImpl
        for content in contents {
            switch content {
            case .entry(let entry): entries[entry.name] = entry
            case .motherduckImpl(let file): impl = file
            }
        }
        return ExtensionManifest(
            duckdbVersion: duckdbVersion,
            platform: platform,
            extensions: Array(entries.values),
            motherduckImpl: impl
        )
    }

    /// Refuses a bundle that could not be deployed.
    ///
    /// - Throws: `ExtensionError` with code `tooLarge`.
    func expectSize(atMost limit: Megabytes?) throws(ExtensionError) {
        guard let limit, totalSize > limit.bytes else { return }
        let sizes = extensions.map { "\($0.name) \(Megabytes(bytes: $0.size))" }.joined(separator: ", ")
        throw ExtensionError(
            .tooLarge,
            "The bundle would have \(Megabytes(bytes: totalSize)) MB (\(sizes)), Lambda allows \(limit) MB unzipped",
            remedy: "Bake fewer extensions, or give --allow-oversize for a container image; nothing was placed"
        )
    }
}
