extension ExtensionBundle {
    /// The path of an extension whose file is, byte for byte, the one that was baked.
    ///
    /// The whole file is hashed (SHA-256, by pieces) and compared with the manifest, and its footer with the version and
    /// platform, so it can be loaded without DuckDB's own, much slower signature check.
    ///
    /// Cost: one pass over the file on the calling thread, memory flat.
    ///
    /// - Throws: `ExtensionError` with code `notFound`, `unreadable`, `outsideBundle`, `hashMismatch`, `invalidFooter`,
    ///   `wrongVersion` or `wrongPlatform`.
    public func verifiedPath(for name: ExtensionName) throws(ExtensionError) -> String {
        try check([name], trust: .manifest)[0].path
    }

    /// The files of extensions, checked as far as the policy wants that done outside the engine.
    ///
    /// - Parameters:
    ///   - names: The extensions.
    ///   - trust: The policy.
    ///   - threads: How many share the work of hashing each file, one file after the other.
    ///   - each: Gets each file as soon as it has passed, the others may not have been read yet.
    /// - Returns: A file for each name, in their order.
    /// - Throws: As ``verifiedPath(for:)``.
    package func check(
        _ names: [ExtensionName],
        trust: ExtensionTrust,
        threads: Int = 1,
        each: (CheckedExtension) -> Void = { _ in }
    ) throws(ExtensionError) -> [CheckedExtension] {
        var files: [CheckedExtension] = []
        for name in names {
            let file = try openFile(of: name)
            if trust == .manifest {
                try compare(try file.piecewiseSHA256(threads: threads), try entry(for: name), file.path)
            }
            files.append(CheckedExtension(name: name, path: file.path, identity: file.identity))
            each(files[files.count - 1])
        }
        return files
    }

    private func openFile(of name: ExtensionName) throws(ExtensionError) -> ExtensionFile {
        let entry = try entry(for: name)
        let file = try ExtensionFile(path: path(for: name), followsLink: false)
        try ExtensionFooter(file).match(
            version: manifest.duckdbVersion,
            platform: manifest.platform,
            file: file.path
        )
        guard file.size == entry.size else {
            throw changed(name, file.path, "it has \(file.size) bytes, the manifest says \(entry.size)")
        }
        return file
    }

    private func compare(_ hash: String, _ entry: ExtensionManifest.Entry, _ path: String) throws(ExtensionError) {
        let baked = entry.piecewiseSHA256
        guard hash != baked else { return }
        let finding = "its SHA-256 by pieces is \(hash.prefix(12))…, the manifest says \(baked.prefix(12))…"
        throw changed(entry.name, path, finding)
    }

    private func changed(_ name: ExtensionName, _ path: String, _ finding: String) -> ExtensionError {
        ExtensionError(
            .hashMismatch,
            "\(path) was changed after it was baked: \(finding)",
            remedy: "Bake \(name) into the image again"
        )
    }

    private func entry(for name: ExtensionName) throws(ExtensionError) -> ExtensionManifest.Entry {
        guard let entry = manifest.entry(for: name) else { throw lacks(name) }
        return entry
    }

    /// Says that the bundle does not have what `motherduck` downloads when it is loaded.
    var lacksMotherDuckImpl: ExtensionError {
        let command = Self.bakeCommand(manifest.duckdbVersion, manifest.platform, "motherduck")
        return ExtensionError(
            .notFound,
            "motherduck downloads MotherDuck's own program when it is loaded, and the bundle in \(directory) does not have it",
            remedy: "Bake it too: \(command) --motherduck-impl VERSION"
        )
    }

    /// Says that the bundle does not have an extension.
    package func lacks(_ name: ExtensionName) -> ExtensionError {
        let names = manifest.extensions.map(\.name.text).joined(separator: ", ")
        return ExtensionError(
            .notFound,
            "The bundle in \(directory) for \(manifest.duckdbVersion) on \(manifest.platform) lacks \(name); "
                + (names.isEmpty ? "it is empty" : "it holds \(names)"),
            remedy: "Add it: \(Self.bakeCommand(manifest.duckdbVersion, manifest.platform, name.text))"
        )
    }
}
