import DuckDBServerless
import Foundation

/// A temporary folder on the target's own disk, so that files can be renamed into place.
struct StagingFolder: Sendable {
    private let path: String

    /// Makes the folder inside `directory`, which is made if need be.
    ///
    /// - Throws: `ExtensionError` with code `cannotWrite`.
    init(in directory: String) throws(ExtensionError) {
        path = "\(directory)/.baking-\(UUID().uuidString)"
        try BundleFolder.writing(path) { [path] in
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        }
    }

    /// Makes an empty folder inside and answers its path.
    ///
    /// - Throws: `ExtensionError` with code `cannotWrite`.
    func makeFolder(named name: String) throws(ExtensionError) -> String {
        let folder = "\(path)/\(name)"
        try BundleFolder.writing(folder) {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
        }
        return folder
    }

    /// Removes the folder and everything in it.
    func remove() {
        try? FileManager.default.removeItem(atPath: path)
    }
}
