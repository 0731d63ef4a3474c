import DuckDBServerless
import Foundation

/// The folder of a bundle while it is baked: what it holds, and how files get into it.
struct BundleFolder {
    let directory: String
    let version: EngineVersion
    let platform: ExtensionPlatform

    var path: String { ExtensionBundle.folder(in: directory, version: version, platform: platform) }

    private var manifestPath: String { "\(path)/\(ExtensionManifest.fileName)" }

    /// What the folder holds.
    ///
    /// - Throws: `ExtensionError` for a manifest that is missing, damaged or belongs elsewhere.
    func manifest() throws(ExtensionError) -> ExtensionManifest {
        try ExtensionManifest(contentsOf: manifestPath, version: version, platform: platform)
    }

    /// What its manifest lists; nothing if there is no manifest yet.
    ///
    /// - Throws: `ExtensionError` for a manifest that is damaged or belongs elsewhere.
    func entries() throws(ExtensionError) -> [ExtensionManifest.Entry] {
        FileManager.default.fileExists(atPath: manifestPath) ? try manifest().extensions : []
    }

    /// Whether the file of an entry is still the official one the entry describes.
    func isIntact(_ entry: ExtensionManifest.Entry) -> Bool {
        (try? verify(entry)) != nil
    }

    /// Moves files in, each atomically, and then replaces the manifest.
    ///
    /// If this is cut short, a file the manifest does not describe yet is left, which nothing will load.
    ///
    /// - Throws: `ExtensionError` with code `cannotWrite`.
    func place(_ staged: [StagedExtension], _ manifest: ExtensionManifest) throws(ExtensionError) {
        try Self.writing(path) {
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        }
        for file in staged {
            let destination = "\(path)/\(file.entry.name.fileName)"
            try Self.writing(destination) { try Self.move(file.path, to: destination) }
        }
        try manifest.write(to: manifestPath)
    }

    /// Renames over what is there, readable by the user a function runs as.
    private static func move(_ origin: String, to destination: String) throws {
        try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: origin)
        guard rename(origin, destination) == 0 else { throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }
    }

    /// Runs `body`; its error becomes a `cannotWrite` that names `path`.
    static func writing<Value>(_ path: String, _ body: () throws -> Value) throws(ExtensionError) -> Value {
        do {
            return try body()
        } catch {
            throw ExtensionError(
                .cannotWrite,
                "\(path) cannot be written",
                remedy: "Check the folder's permissions and the space left on its disk",
                details: "\(error)"
            )
        }
    }
}
