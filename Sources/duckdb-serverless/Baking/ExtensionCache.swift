import DuckDBServerless
import Foundation

/// Extension files that were fetched before, by source, version, platform and name.
///
/// It is never trusted: a file out of it is copied and then checked like one from anywhere else. It may be read and written
/// by several processes at once, and deleted at any time.
struct ExtensionCache: Sendable {
    let directory: String

    /// Where parts of downloads are kept.
    var parts: String { "\(directory)/partial" }

    /// The folder of this user: below `XDG_CACHE_HOME`, else below `HOME`; nil without either.
    static func standard(_ environment: [String: String] = ProcessInfo.processInfo.environment) -> ExtensionCache? {
        let absolute = { (name: String) in environment[name].flatMap { $0.hasPrefix("/") ? $0 : nil } }
        let base = absolute("XDG_CACHE_HOME") ?? absolute("HOME").map { "\($0)/.cache" }
        return base.map { ExtensionCache(directory: "\($0)/duckdb-serverless") }
    }

    /// Copies a file out of the cache.
    ///
    /// - Returns: the path of the copy, or nil if the cache does not have it.
    func copy(_ entry: CacheEntry, _ version: EngineVersion, _ platform: ExtensionPlatform, into folder: String)
        -> String?
    {
        let destination = "\(folder)/\(entry.file)"
        do {
            try FileCopy.copy(path(entry, version, platform), to: destination)
            return destination
        } catch {
            return nil
        }
    }

    /// Keeps a checked file for the next time, if the cache can be written: it is a convenience, its failure none.
    func keep(_ file: String, as entry: CacheEntry, _ version: EngineVersion, _ platform: ExtensionPlatform) {
        let path = path(entry, version, platform)
        let folder = URL(filePath: path).deletingLastPathComponent().path
        guard let staging = try? StagingFolder(in: folder), let own = try? staging.makeFolder(named: "copy") else {
            return
        }
        defer { staging.remove() }
        let copy = "\(own)/\(entry.file)"
        guard (try? FileCopy.copy(file, to: copy)) != nil else { return }
        _ = rename(copy, path)
    }

    private func path(_ entry: CacheEntry, _ version: EngineVersion, _ platform: ExtensionPlatform) -> String {
        "\(directory)/\(CacheEntry.fileName(of: entry.source))/\(version)/\(platform)/\(entry.file)"
    }
}

/// What a cache knows a file by.
struct CacheEntry: Sendable {
    /// The source: the bytes are DuckDB's wherever they come from, but the manifest says where that was.
    let source: String
    let file: String
    /// What the manifest says.
    let provenance: String

    /// An address as one name in a folder; no two have the same.
    static func fileName(of address: String) -> String {
        let kept = CharacterSet(charactersIn: "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.")
        return address.addingPercentEncoding(withAllowedCharacters: kept) ?? "unnamed"
    }
}
