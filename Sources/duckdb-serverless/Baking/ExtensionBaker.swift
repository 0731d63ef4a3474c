import DuckDBServerless

/// Fills a bundle: fetches what is missing, checks everything, and only then touches the target.
struct ExtensionBaker: Sendable {
    let version: EngineVersion
    let platform: ExtensionPlatform
    let target: String
    let source: any ExtensionSource
    /// Whose signature a fetched extension may carry.
    var signers: Set<ExtensionManifest.Signer> = [.core]
    var cache: ExtensionCache?
    /// The `motherduck_impl` to place.
    var motherduckImpl: MotherDuckImplRequest?
    /// How large a bundle may be.
    var sizeLimit: Megabytes? = .lambdaLimit
    var keys = SigningKeys.duckdb

    /// Makes the bundle hold `names` and whatever it held before, each file intact.
    ///
    /// - Throws: `CommandFailure`; the bundle is then as it was.
    func bake(_ names: [ExtensionName]) async throws(CommandFailure) -> BakeReport {
        let folder = BundleFolder(directory: target, version: version, platform: platform, keys: keys)
        let listed = try CommandFailure.wrapping { () throws(ExtensionError) in try folder.manifest() }
        let intact = await folder.intact(listed.extensions)
        let missing = Set(names).union(listed.extensions.map(\.name)).subtracting(intact.map(\.name)).sorted()
        // Without a version asked for there is no source to mend it from.
        if motherduckImpl == nil, let error = folder.implFindings(listed).first {
            throw CommandFailure(errors: [error])
        }
        let impl = motherduckImpl.flatMap { folder.holds($0, listed.motherduckImpl) ? nil : $0 }
        guard !missing.isEmpty || impl != nil else {
            try CommandFailure.wrapping { () throws(ExtensionError) in try listed.expectSize(atMost: sizeLimit) }
            return BakeReport(folder: folder.path, manifest: listed, baked: [])
        }
        let staging = try CommandFailure.wrapping { () throws(ExtensionError) in try StagingFolder(in: target) }
        defer { staging.remove() }
        let staged = try await fetch(missing, impl, into: staging)
        let manifest: ExtensionManifest
        do throws(ExtensionError) {
            manifest = try await folder.place(staged, atMost: sizeLimit)
        } catch {
            throw CommandFailure(errors: [error])
        }
        return BakeReport(folder: folder.path, manifest: manifest, baked: Set(missing))
    }
}
