import DuckDBServerless
import Foundation

extension BundleFolder {
    /// The folders `vVERSION/PLATFORM` of a directory, by name, whether or not a manifest lies in them.
    ///
    /// - Throws: `ExtensionError` with code `notFound` when there is none, or `unreadable`.
    static func all(in directory: String) throws(ExtensionError) -> [BundleFolder] {
        let folders = try names(in: directory).flatMap { version in
            ExtensionPlatform.allCases.compactMap { platform in
                (try? EngineVersion(version)).map {
                    BundleFolder(directory: directory, version: $0, platform: platform)
                }
            }
        }
        let existing = folders.filter { FileManager.default.fileExists(atPath: $0.path) }
        guard !existing.isEmpty else {
            throw ExtensionError(
                .notFound,
                "\(directory) holds no bundle: there is no folder such as "
                    + "\(ExtensionBundle.folder(in: directory, version: .pinned, platform: .current))",
                remedy:
                    "Name the directory that was baked into, or bake: duckdb-serverless bake --target \(directory) NAME…"
            )
        }
        return existing
    }

    /// What lies in a directory that holds bundles, besides these.
    ///
    /// - Throws: `ExtensionError` with code `unreadable`.
    static func strays(besides bundles: [BundleFolder]) throws(ExtensionError) -> [ExtensionError] {
        guard let directory = bundles.first?.directory else { return [] }
        let versions = Set(bundles.map { "\($0.version)" })
        var strays = try names(in: directory).filter { !versions.contains($0) }.map { "\(directory)/\($0)" }
        for version in versions.sorted() {
            let platforms = Set(bundles.filter { "\($0.version)" == version }.map(\.platform.rawValue))
            let folder = "\(directory)/\(version)"
            strays += try names(in: folder).filter { !platforms.contains($0) }.map { "\(folder)/\($0)" }
        }
        return strays.map { path in
            ExtensionError(
                .unlisted,
                "\(path) belongs to no bundle",
                remedy:
                    "Remove it; a folder .baking-… is what a bake left that was killed, and the next bake removes it"
            )
        }
    }

    /// The names in a folder, in order.
    ///
    /// - Throws: `ExtensionError` with code `notFound` or `unreadable`.
    static func names(in directory: String) throws(ExtensionError) -> [String] {
        do {
            return try FileManager.default.contentsOfDirectory(atPath: directory).sorted()
        } catch {
            let isThere = FileManager.default.fileExists(atPath: directory)
            throw ExtensionError(
                isThere ? .unreadable : .notFound,
                "\(directory) \(isThere ? "cannot be read" : "does not exist")",
                remedy: "Name the directory that was baked into, one that this user may read",
                details: "\(error)"
            )
        }
    }
}
