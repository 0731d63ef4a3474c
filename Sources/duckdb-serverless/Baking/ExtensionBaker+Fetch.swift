import DuckDBServerless

extension ExtensionBaker {
    /// A checked file, or why there is none.
    typealias StagingResult = Result<StagedExtension, ExtensionError>

    private static let concurrentFetches = 4

    /// Fetches and checks several extensions at once; the results are in the order of `names`.
    func fetch(_ names: [ExtensionName], into staging: StagingFolder) async -> [StagingResult] {
        await withTaskGroup(of: (Int, StagingResult).self) { group in
            var results: [Int: StagingResult] = [:]
            for (index, name) in names.enumerated() {
                if index >= Self.concurrentFetches, let (done, result) = await group.next() { results[done] = result }
                group.addTask { (index, await stage(name, in: staging)) }
            }
            for await (done, result) in group { results[done] = result }
            return results.sorted { $0.key < $1.key }.map(\.value)
        }
    }

    private func stage(_ name: ExtensionName, in staging: StagingFolder) async -> StagingResult {
        let request = ExtensionRequest(name: name, version: version, platform: platform)
        do throws(ExtensionError) {
            let fetched = try await source.fetch(request, into: try staging.makeFolder(named: name.text))
            return .success(StagedExtension(path: fetched.path, entry: try request.check(fetched)))
        } catch {
            return .failure(error)
        }
    }
}

/// A file that passed every check and waits to be placed.
struct StagedExtension: Sendable {
    let path: String
    let entry: ExtensionManifest.Entry
}

extension Result {
    /// The value, or nil if there is an error.
    var success: Success? { if case .success(let value) = self { value } else { nil } }

    /// The error, or nil if there is a value.
    var failure: Failure? { if case .failure(let error) = self { error } else { nil } }
}
