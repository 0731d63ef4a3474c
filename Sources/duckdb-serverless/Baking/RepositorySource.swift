import DuckDBServerless
import Foundation

/// An extension repository over HTTP: DuckDB's own, or a mirror that is laid out as that one is.
struct RepositorySource: ExtensionSource {
    let base: RepositoryURL
    let downloader: Downloader
    /// The folder that keeps parts of downloads for the next run.
    let parts: String?

    func cacheEntry(for request: ExtensionRequest) -> CacheEntry? {
        CacheEntry(source: base.text, file: request.name.fileName, provenance: provenance(request.name.text))
    }

    func fetch(_ request: ExtensionRequest, into folder: String) async throws(ExtensionError) -> FetchedExtension {
        let file = try await fetch(request.name.fileName, request.version, request.platform, into: folder)
        return FetchedExtension(path: file.path, origin: file.url, source: provenance(request.name.text))
    }

    /// Where a file comes from, for the manifest.
    func provenance(_ name: String) -> String { "repository:\(name)@\(base.text)" }

    /// Downloads and unpacks a file of the repository.
    func fetch(
        _ name: String,
        _ version: EngineVersion,
        _ platform: ExtensionPlatform,
        into folder: String
    ) async throws(ExtensionError) -> (path: String, url: String) {
        let remote = base.file("\(version)/\(platform)/\(name).gz")
        let part = try openPart(of: remote.url, name, in: folder)
        try await downloader.fetch(remote, named: name, into: part)
        // Either it is unpacked now, or its bytes are of no use to another attempt.
        defer { part.remove() }
        let path = "\(folder)/\(name)"
        try Gunzip.unpack(part.path, to: path, shownAs: remote.url, limit: downloader.limits.size)
        return (path, remote.url)
    }

    /// The part that an earlier run left, unless another process is at it.
    private func openPart(of url: String, _ name: String, in folder: String) throws(ExtensionError) -> PartialDownload {
        if let parts, let part = try? PartialDownload.open(CacheEntry.fileName(of: url), in: parts) { return part }
        guard let part = try PartialDownload.open("\(name).gz", in: folder) else {
            throw ExtensionError(.cannotWrite, "\(folder) is used by another process", remedy: "Bake again")
        }
        return part
    }
}
