import DuckDBServerless
import Foundation

/// The official wheels, fetched with pip, whose own settings choose index, proxy and timeouts.
struct PyPISource: ExtensionSource {
    func cacheEntry(for request: ExtensionRequest) -> CacheEntry? {
        CacheEntry(source: "pypi", file: request.name.fileName, provenance: "pypi:\(requirement(request))")
    }

    func fetch(_ request: ExtensionRequest, into staging: String) async throws(ExtensionError) -> FetchedExtension {
        let requirement = requirement(request)
        let outcome = try await Python.run(
            [
                "pip", "download", "--quiet", "--disable-pip-version-check", "--no-input", "--no-deps",
                "--only-binary=:all:", "--platform", "manylinux2014_\(request.platform.wheelArchitecture)",
                "--dest", staging, requirement,
            ],
            loggingIn: staging
        )
        let files = (try? FileManager.default.contentsOfDirectory(atPath: staging)) ?? []
        guard outcome.status == 0, let wheel = files.first(where: { $0.hasSuffix(".whl") }) else {
            throw ExtensionError(
                .sourceUnavailable,
                "pip found no \(requirement) for \(request.platform)",
                remedy: "Check the name, the version and the network, or use --source folder --from PATH",
                details: outcome.output
            )
        }
        let path = try await Archive.unpackWheel("\(staging)/\(wheel)", for: request, into: staging)
        return FetchedExtension(path: path, origin: wheel, source: "pypi:\(requirement)")
    }

    private func requirement(_ request: ExtensionRequest) -> String {
        let project = "duckdb-extension-\(String(request.name.text.map { $0 == "_" ? "-" : $0 }))"
        return "\(project)==\(request.version.number)"
    }
}
