import DuckDBServerless
import Foundation

/// The folder of a bundle while it is baked: what it holds, and how files get into it.
struct BundleFolder {
    let directory: String
    let version: EngineVersion
    let platform: ExtensionPlatform
    var keys = SigningKeys.duckdb

    var path: String { ExtensionBundle.folder(in: directory, version: version, platform: platform) }

    private var manifestPath: String { "\(path)/\(ExtensionManifest.fileName)" }

    /// What its manifest says; that of an empty bundle if there is none yet.
    ///
    /// - Throws: `ExtensionError` for a manifest that is damaged or belongs elsewhere.
    func manifest() throws(ExtensionError) -> ExtensionManifest {
        guard FileManager.default.fileExists(atPath: manifestPath) else {
            return ExtensionManifest(duckdbVersion: version, platform: platform, extensions: [])
        }
        return try existingManifest()
    }

    /// What its manifest says.
    ///
    /// - Throws: `ExtensionError` for a manifest that is missing, damaged or belongs elsewhere.
    func existingManifest() throws(ExtensionError) -> ExtensionManifest {
        try ExtensionManifest(contentsOf: manifestPath, version: version, platform: platform)
    }

    /// The entries whose files are still the official ones that they describe.
    func intact(_ entries: [ExtensionManifest.Entry]) async -> [ExtensionManifest.Entry] {
        await withTaskGroup(of: ExtensionManifest.Entry?.self) { group in
            for entry in entries { group.addTask { (try? verify(entry)).map { entry } } }
            return await group.reduce(into: []) { intact, entry in intact += entry.map { [$0] } ?? [] }
        }
    }

    /// Whether the `motherduck_impl` that the manifest lists is the one asked for, and intact.
    func holds(_ request: MotherDuckImplRequest, _ listed: ExtensionManifest.MotherDuckImpl?) -> Bool {
        guard let listed, listed.version == request.implVersion else { return false }
        return isIntact(listed)
    }

    /// Whether the `motherduck_impl` that the manifest lists is there and as it was.
    func isIntact(_ listed: ExtensionManifest.MotherDuckImpl) -> Bool {
        // A link could lead to what the manifest never vouched for.
        do { _ = try ExtensionFile(path: "\(path)/\(listed.fileName)", followsLink: false) } catch { return false }
        let file = FetchedExtension(path: "\(path)/\(listed.fileName)", origin: path, source: listed.source)
        let found = try? MotherDuckImplRequest.check(file, listed.version, version, platform, keys)
        return found == listed
    }

    /// Moves files in, each atomically, and then replaces the manifest.
    ///
    /// What another process has placed meanwhile stays. If this is cut short, a file the manifest does not describe yet is
    /// left: `verify` tells of it, and the next bake replaces it.
    ///
    /// - Throws: `ExtensionError` with code `cannotWrite`, or `tooLarge`, with nothing placed.
    func place(_ staged: [StagedFile], atMost limit: Megabytes?) async throws(ExtensionError) -> ExtensionManifest {
        try await FileLock.holding(directory) { () throws(ExtensionError) in
            let old = try self.manifest()
            let manifest = old.adding(staged.map(\.content))
            try manifest.expectSize(atMost: limit)
            try Self.writing(path) {
                try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
            }
            for file in staged {
                let destination = "\(path)/\(file.fileName)"
                try Self.writing(destination) { try Self.move(file.path, to: destination) }
            }
            try manifest.write(to: manifestPath)
            if let impl = old.motherduckImpl, impl.fileName != manifest.motherduckImpl?.fileName {
                try? FileManager.default.removeItem(atPath: "\(path)/\(impl.fileName)")
            }
            return manifest
        }
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
