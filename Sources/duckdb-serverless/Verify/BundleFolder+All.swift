import DuckDBServerless
import Foundation

extension BundleFolder {
    /// The folders `vVERSION/PLATFORM` of a directory, by name, whether or not a manifest lies in them.
    ///
    /// - Throws: `ExtensionError` with code `notFound` when there is none, or `unreadable`.
    static func all(in directory: String) throws(ExtensionError) -> [BundleFolder] {
        let folders = try names(in: directory).sorted().flatMap { version in
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

    private static func names(in directory: String) throws(ExtensionError) -> [String] {
        do {
            return try FileManager.default.contentsOfDirectory(atPath: directory)
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
