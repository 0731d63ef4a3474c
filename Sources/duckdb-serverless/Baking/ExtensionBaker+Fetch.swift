import DuckDBServerless

extension ExtensionBaker {
    private typealias StagingResult = Result<StagedFile, ExtensionError>

    private static let concurrentFetches = 4

    /// Fetches and checks several extensions at once, and the `motherduck_impl` of a version.
    ///
    /// - Throws: `CommandFailure` with the error of each that failed, in the order of `names`.
    func fetch(
        _ names: [ExtensionName],
        _ impl: MotherDuckImplRequest?,
        into staging: StagingFolder
    ) async throws(CommandFailure) -> [StagedFile] {
        let results = await withTaskGroup(of: (Int, StagingResult).self) { group in
            var results: [Int: StagingResult] = [:]
            if let impl { group.addTask { (names.count, await stage(impl, in: staging)) } }
            for (index, name) in names.enumerated() {
                if index >= Self.concurrentFetches, let (done, result) = await group.next() { results[done] = result }
                group.addTask { (index, await stage(name, in: staging)) }
            }
            for await (done, result) in group { results[done] = result }
            return results.sorted { $0.key < $1.key }.map(\.value)
        }
        let errors = results.compactMap(\.failure)
        guard errors.isEmpty else { throw CommandFailure(errors: errors) }
        return results.compactMap(\.success)
    }

    private func stage(_ name: ExtensionName, in staging: StagingFolder) async -> StagingResult {
        let request = ExtensionRequest(name: name, version: version, platform: platform, signers: signers, keys: keys)
        do throws(ExtensionError) {
            if let kept = try stageFromCache(request, in: staging) { return .success(kept) }
            let fetched = try await source.fetch(request, into: try staging.makeFolder(named: name.text))
            let entry = try request.check(fetched)
            if let kept = source.cacheEntry(for: request) { cache?.keep(fetched.path, as: kept, version, platform) }
            return .success(StagedFile(path: fetched.path, content: .entry(entry)))
        } catch {
            return .failure(error)
        }
    }

    /// What of the cache passes every check; a file that does not is as good as none.
    private func stageFromCache(
        _ request: ExtensionRequest,
        in staging: StagingFolder
    ) throws(ExtensionError) -> StagedFile? {
        guard let cache, let entry = source.cacheEntry(for: request) else { return nil }
        let folder = try staging.makeFolder(named: "cached-\(request.name)")
        guard let path = cache.copy(entry, version, platform, into: folder) else { return nil }
        let fetched = FetchedExtension(path: path, origin: path, source: entry.provenance)
        return (try? request.check(fetched)).map { StagedFile(path: path, content: .entry($0)) }
    }

    /// Never from the cache: without a signature there is nothing to check it by again.
    private func stage(_ impl: MotherDuckImplRequest, in staging: StagingFolder) async -> StagingResult {
        do throws(ExtensionError) {
            return .success(try await impl.stage(in: try staging.makeFolder(named: "motherduck_impl")))
        } catch {
            return .failure(error)
        }
    }
}

extension Result {
    /// The value, or nil if there is an error.
    var success: Success? { if case .success(let value) = self { value } else { nil } }

    /// The error, or nil if there is a value.
    var failure: Failure? { if case .failure(let error) = self { error } else { nil } }
}
