import DuckDBServerless
import Foundation

/// Copies that the kernel makes, on file systems that can share blocks without moving a byte.
///
/// A hard link would be as fast, but whoever then changed the one file would change the other.
enum FileCopy {
    /// Copies a regular file to a new one.
    ///
    /// - Throws: `ExtensionError` with code `notFound`, `unreadable` or `cannotWrite`.
    static func copy(_ origin: String, to destination: String) throws(ExtensionError) {
        // Opened first, so that an error tells reading from writing.
        _ = try ExtensionFile(path: origin)
        try BundleFolder.writing(destination) {
            try FileManager.default.copyItem(atPath: origin, toPath: destination)
        }
    }
}
