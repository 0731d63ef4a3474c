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
        try path(for: name, trust: .manifest)
    }

    /// The path of an extension whose file may be loaded as far as the policy has it checked outside the engine.
    ///
    /// - Throws: As ``verifiedPath(for:)``.
    func path(for name: ExtensionName, trust: ExtensionTrust) throws(ExtensionError) -> String {
        let entry = try entry(for: name)
        let file = try ExtensionFile(path: path(for: name))
        try ExtensionFooter(file).match(
            version: manifest.duckdbVersion,
            platform: manifest.platform,
            file: file.path
        )
        guard file.size == entry.size else {
            throw changed(name, file.path, "it has \(file.size) bytes, the manifest says \(entry.size)")
        }
        guard trust == .manifest else { return file.path }
        let found = try file.sha256()
        guard found == entry.sha256 else {
            let hashes = "\(found.prefix(12))…, the manifest says \(entry.sha256.prefix(12))…"
            throw changed(name, file.path, "its SHA-256 is \(hashes)")
        }
        return file.path
    }

    private func changed(_ name: ExtensionName, _ path: String, _ finding: String) -> ExtensionError {
        ExtensionError(
            .hashMismatch,
            "\(path) was changed after it was baked: \(finding)",
            remedy: "Bake \(name) into the image again"
        )
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
