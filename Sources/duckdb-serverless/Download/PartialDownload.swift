import DuckDBServerless
import Foundation

/// A file on its way: what has come so far, and the ETag it belongs to, so that another attempt or run can go on with it.
///
/// Whoever has it open holds a lock on it; the lock ends with the process, however that ends.
final class PartialDownload {
    /// Where it lies.
    let path: String
    /// How much of it is there.
    private(set) var size: Int
    private let file: FileHandle

    private var etagPath: String { "\(path).etag" }

    /// Opens the part in a folder, made if need be.
    ///
    /// - Returns: nil if another process is at it.
    /// - Throws: `ExtensionError` with code `cannotWrite`.
    static func open(_ name: String, in folder: String) throws(ExtensionError) -> PartialDownload? {
        let path = "\(folder)/\(name)"
        return try BundleFolder.writing(path) {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            return try PartialDownload(path)
        }
    }

    private init?(_ path: String) throws {
        self.path = path
        let descriptor = Glibc.open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }
        file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        size = 0
        // A process that finished the file before this one got the lock has removed it.
        guard FileLock.take(descriptor, waiting: false), FileLock.isStill(descriptor, at: path) else { return nil }
        size = Int(try file.seekToEnd())
    }

    /// The ETag that the part belongs to; nil if there is nothing to go on with.
    var etag: String? {
        guard size > 0, let data = FileManager.default.contents(atPath: etagPath) else { return nil }
        return String(bytes: data, encoding: .utf8)
    }

    /// Forgets what is there and begins anew.
    func restart(etag: String?) throws(ExtensionError) {
        try BundleFolder.writing(path) {
            // In this order: bytes never stand beside an ETag that is not theirs, even after a crash.
            try? FileManager.default.removeItem(atPath: etagPath)
            try file.truncate(atOffset: 0)
            if let etag { try Data(etag.utf8).write(to: URL(filePath: etagPath)) }
        }
        size = 0
    }

    func append(_ data: Data) throws(ExtensionError) {
        try BundleFolder.writing(path) { try file.write(contentsOf: data) }
        size += data.count
    }

    /// Removes it.
    func remove() {
        try? FileManager.default.removeItem(atPath: etagPath)
        try? FileManager.default.removeItem(atPath: path)
    }
}
