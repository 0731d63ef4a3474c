import DuckDBServerless
import Foundation

/// What was found in one bundle.
struct BundleVerdict {
    let folder: String
    let version: EngineVersion
    let platform: ExtensionPlatform
    /// The files that the manifest names, in its order.
    let files: [FileVerdict]
    /// What is wrong with the bundle besides its files.
    let findings: [ExtensionError]

    /// Checks a bundle; its files at the same time.
    init(_ bundle: BundleFolder) async {
        folder = bundle.path
        version = bundle.version
        platform = bundle.platform
        do throws(ExtensionError) {
            let manifest = try bundle.existingManifest()
            let strays = try bundle.strays(besides: manifest)
            files = await Self.check(manifest.extensions, in: bundle)
            findings = bundle.implFindings(manifest) + strays
        } catch {
            files = []
            findings = [error]
        }
    }

    /// Everything that is wrong.
    var errors: [ExtensionError] { files.compactMap(\.error) + findings }

    private static func check(_ entries: [ExtensionManifest.Entry], in bundle: BundleFolder) async -> [FileVerdict] {
        await withTaskGroup(of: (Int, FileVerdict).self) { group in
            for (index, entry) in entries.enumerated() {
                group.addTask { (index, FileVerdict(entry, in: bundle)) }
            }
            return await group.reduce(into: []) { $0.append($1) }.sorted { $0.0 < $1.0 }.map(\.1)
        }
    }
}

/// A file that the manifest names, and what is wrong with it.
struct FileVerdict {
    let entry: ExtensionManifest.Entry
    let error: ExtensionError?

    init(_ entry: ExtensionManifest.Entry, in bundle: BundleFolder) {
        self.entry = entry
        do throws(ExtensionError) {
            try bundle.verify(entry)
            error = nil
        } catch {
            self.error = error
        }
    }
}

extension BundleFolder {
    /// Checks that the file of an entry is the official one, and the one that the entry describes.
    func verify(_ entry: ExtensionManifest.Entry) throws(ExtensionError) {
        let path = "\(path)/\(entry.name.fileName)"
        // A link could lead to what the manifest never vouched for.
        _ = try ExtensionFile(path: path, followsLink: false)
        // Who signed it was asked for when it was baked.
        let request = ExtensionRequest(
            name: entry.name,
            version: version,
            platform: platform,
            signers: [entry.signedBy],
            keys: keys
        )
        let found = try request.check(FetchedExtension(path: path, origin: path, source: entry.source))
        guard found == entry else {
            let isSame = found.sha256 == entry.sha256
            let (hash, listed) =
                isSame ? (found.piecewiseSHA256, entry.piecewiseSHA256) : (found.sha256, entry.sha256)
            throw ExtensionError(
                .hashMismatch,
                "\(path) is an official extension, but not the one that its manifest describes: its SHA-256\(isSame ? " by pieces" : "") "
                    + "is \(hash.prefix(12))…, the manifest says \(listed.prefix(12))…",
                remedy: "Bake \(entry.name) again"
            )
        }
    }

    /// What is wrong with the `motherduck_impl` that the manifest lists, if it lists one.
    func implFindings(_ manifest: ExtensionManifest) -> [ExtensionError] {
        guard let impl = manifest.motherduckImpl, !isIntact(impl) else { return [] }
        let error = ExtensionError(
            .hashMismatch,
            "\(path)/\(impl.fileName) is missing, or not the file that its manifest describes",
            remedy: "Bake it again with --motherduck-impl \(impl.version)"
        )
        return [error]
    }

    /// What lies in the folder besides its manifest and the files that it names.
    fileprivate func strays(besides manifest: ExtensionManifest) throws(ExtensionError) -> [ExtensionError] {
        let names = manifest.extensions.map(\.name.fileName) + [manifest.motherduckImpl?.fileName].compactMap(\.self)
        let known = Set(names + [ExtensionManifest.fileName])
        return try Self.names(in: path).filter { !known.contains($0) }.map { name in
            ExtensionError(
                .unlisted,
                "\(path)/\(name) is not named by the manifest",
                remedy: "Remove it, or bake it: a statement could load an extension that lies there by its name"
            )
        }
    }
}
