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
            let entries = try bundle.manifest().extensions
            files = await Self.check(entries, in: bundle)
            findings = bundle.strays(besides: entries).map(Self.stray)
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

    private static func stray(_ path: String) -> ExtensionError {
        ExtensionError(
            .unlisted,
            "\(path) is not named by the manifest",
            remedy: "Remove it, or bake it: a statement could load an extension that lies there by its name"
        )
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
        let request = ExtensionRequest(name: entry.name, version: version, platform: platform)
        let found = try request.check(FetchedExtension(path: path, origin: path, source: entry.source))
        guard found == entry else {
            throw ExtensionError(
                .hashMismatch,
                "\(path) is an official extension, but not the one that its manifest describes: its SHA-256 is "
                    + "\(found.sha256.prefix(12))…, the manifest says \(entry.sha256.prefix(12))…",
                remedy: "Bake \(entry.name) again"
            )
        }
    }

    /// The paths of what lies in the folder besides its manifest and the files of the entries.
    fileprivate func strays(besides entries: [ExtensionManifest.Entry]) -> [String] {
        let known = Set(entries.map(\.name.fileName) + [ExtensionManifest.fileName])
        let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
        return names.filter { !known.contains($0) }.sorted().map { "\(path)/\($0)" }
    }
}
