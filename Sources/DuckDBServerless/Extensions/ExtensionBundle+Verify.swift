extension ExtensionBundle {
    /// The path of an extension whose file is, byte for byte, the one that was baked.
    ///
    /// The whole file is hashed (SHA-256) and compared with the manifest, and its footer with the version and platform,
    /// so it can be loaded without DuckDB's own, much slower signature check.
    ///
    /// Cost: one pass over the file on the calling thread, memory flat.
    ///
    /// - Throws: `ExtensionError` with code `notFound`, `unreadable`, `hashMismatch`, `invalidFooter`, `wrongVersion`
    ///   or `wrongPlatform`.
    public func verifiedPath(for name: ExtensionName) throws(ExtensionError) -> String {
        let entry = try entry(for: name)
        let file = try ExtensionFile(path: path(for: name))
        try ExtensionFooter(file).match(
            version: manifest.duckdbVersion,
            platform: manifest.platform,
            file: file.path
        )
        let found = try file.sha256()
        guard found == entry.sha256, file.size == entry.size else {
            throw ExtensionError(
                .hashMismatch,
                "\(file.path) was changed after it was baked: its SHA-256 is \(found.prefix(12))… and it has "
                    + "\(file.size) bytes, the manifest says \(entry.sha256.prefix(12))… and \(entry.size)",
                remedy: "Bake \(name) into the image again"
            )
        }
        return file.path
    }

    private func entry(for name: ExtensionName) throws(ExtensionError) -> ExtensionManifest.Entry {
        if let entry = manifest.entry(for: name) { return entry }
        let names = manifest.extensions.map(\.name.text).joined(separator: ", ")
        throw ExtensionError(
            .notFound,
            "The bundle in \(directory) for \(manifest.duckdbVersion) on \(manifest.platform) lacks \(name); "
                + (names.isEmpty ? "it is empty" : "it holds \(names)"),
            remedy: "Add it: duckdb-serverless bake --platform \(manifest.platform) --target DIR \(name)"
        )
    }
}
