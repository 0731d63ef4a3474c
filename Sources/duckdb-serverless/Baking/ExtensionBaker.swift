import DuckDBServerless

/// Fills a bundle: fetches what is missing, checks everything, and only then touches the target.
struct ExtensionBaker {
    let version: EngineVersion
    let platform: ExtensionPlatform
    let target: String
    let source: any ExtensionSource

    /// Makes the bundle hold `names` and whatever it held before, each file intact.
    ///
    /// - Throws: `CommandFailure`; the bundle is then as it was.
    func bake(_ names: [ExtensionName]) async throws(CommandFailure) -> BakeReport {
        let folder = BundleFolder(directory: target, version: version, platform: platform)
        let listed = try CommandFailure.wrapping { () throws(ExtensionError) in try folder.entries() }
        let intact = listed.filter(folder.isIntact)
        let missing = Set(names).union(listed.map(\.name)).subtracting(intact.map(\.name)).sorted()
        guard !missing.isEmpty else { return report(folder, intact, baked: []) }

        let staging = try CommandFailure.wrapping { () throws(ExtensionError) in try StagingFolder(in: target) }
        defer { staging.remove() }
        let fetched = await fetch(missing, into: staging)
        let errors = fetched.compactMap(\.failure)
        guard errors.isEmpty else { throw CommandFailure(errors: errors) }

        let staged = fetched.compactMap(\.success)
        let result = report(folder, intact + staged.map(\.entry), baked: staged.map(\.entry.name))
        try CommandFailure.wrapping { () throws(ExtensionError) in try folder.place(staged, result.manifest) }
        return result
    }

    private func report(
        _ folder: BundleFolder,
        _ entries: [ExtensionManifest.Entry],
        baked: [ExtensionName]
    ) -> BakeReport {
        let manifest = ExtensionManifest(duckdbVersion: version, platform: platform, extensions: entries)
        return BakeReport(folder: folder.path, manifest: manifest, baked: Set(baked))
    }
}
