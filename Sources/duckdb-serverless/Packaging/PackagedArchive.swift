import DuckDBServerless
import Foundation

/// An archive that was written.
struct PackagedArchive {
    let path: String
    let size: Int
    let sha256: String
    let entries: [ZipEntry]

    var unzippedSize: Int { entries.reduce(0) { $0 + $1.size } }

    /// Moves it into a folder, over the archive of that name that may lie there.
    ///
    /// - Throws: `ExtensionError` with code `cannotWrite`.
    func moved(to folder: String) throws(ExtensionError) -> PackagedArchive {
        let target = "\(folder)/\(URL(filePath: path).lastPathComponent)"
        try BundleFolder.writing(target) {
            guard rename(path, target) == 0 else { throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }
        }
        return PackagedArchive(path: target, size: size, sha256: sha256, entries: entries)
    }
}
