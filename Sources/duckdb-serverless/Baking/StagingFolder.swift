import DuckDBServerless
import Foundation

/// A temporary folder on the target's own disk, so that files can be renamed into place.
///
/// Its process holds a lock on it. One without a lock was left by a process that was killed, and is removed by the next.
final class StagingFolder: Sendable {
    private let path: String
    private let descriptor: Int32

    private static let prefix = ".baking-"

    /// Makes the folder inside `directory`, which is made if need be, and removes those of dead processes.
    ///
    /// - Throws: `ExtensionError` with code `cannotWrite`.
    init(in directory: String) throws(ExtensionError) {
        let path = "\(directory)/\(Self.prefix)\(UUID().uuidString)"
        (self.path, descriptor) = try BundleFolder.writing(path) {
            Self.removeAbandoned(in: directory)
            return (path, try Self.make(path))
        }
    }

    deinit { close(descriptor) }

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

    private static func make(_ path: String) throws -> Int32 {
        // Between making and locking, another process may take it for an abandoned one: then it is made again.
        while true {
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
            let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
            if descriptor < 0, errno == ENOENT { continue }
            guard descriptor >= 0 else { throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }
            _ = FileLock.take(descriptor, waiting: true)
            if FileLock.isStill(descriptor, at: path) { return descriptor }
            close(descriptor)
        }
    }

    private static func removeAbandoned(in directory: String) {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: directory)) ?? []
        for name in names where name.hasPrefix(prefix) {
            let descriptor = open("\(directory)/\(name)", O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
            guard descriptor >= 0 else { continue }
            defer { close(descriptor) }
            guard FileLock.take(descriptor, waiting: false) else { continue }
            try? FileManager.default.removeItem(atPath: "\(directory)/\(name)")
        }
    }
}
