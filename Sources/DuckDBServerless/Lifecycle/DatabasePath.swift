internal import Glibc
internal import Synchronization

#if canImport(FoundationEssentials)
internal import FoundationEssentials
#else
internal import Foundation
#endif

/// The file of a database with a name, and what the engine keeps beside it.
struct DatabasePath: Sendable {
    /// The file, its log, and the folder that an engine spills to which is not told of another.
    private static let suffixes = ["", ".wal", ".tmp"]

    let name: String
    let path: String

    /// - Throws: `invalidName`, `unwritable` when the directory is none that can be written to.
    init(name: String, directory: String) throws(DuckDBLifecycleError) {
        let isValid = (1...64).contains(name.utf8.count) && name.utf8.allSatisfy(Self.isAllowed)
        guard isValid else { throw .invalidName(name) }
        // One file has one path, however its directory is spelled.
        guard let directory = RealPath.of(directory), access(directory, W_OK | X_OK) == 0 else {
            throw .unwritable(name, "There is no directory \(directory) that this process can write to.")
        }
        self.name = name
        path = "\(directory)/\(name).duckdb"
    }

    /// - Throws: `nameInUse`; `unwritable` when there is a link, which somebody else may have put there.
    func claim() throws(DuckDBLifecycleError) -> DatabaseClaim {
        guard let claim = DatabaseClaim(path: path) else { throw .nameInUse(name, path) }
        guard !isLink else {
            claim.release()
            throw .unwritable(name, "\(path) is a symbolic link.")
        }
        return claim
    }

    /// Removes the file, its log and its spill folder, as far as they are there.
    ///
    /// - Throws: `fileInUse`, with nothing removed; `unwritable`.
    func remove() throws(DuckDBLifecycleError) {
        if isOpenHere { throw .fileInUse(name, path, getpid()) }
        if let process = processWithLock { throw .fileInUse(name, path, process) }
        for suffix in Self.suffixes where exists(path + suffix) {
            do { try FileManager.default.removeItem(atPath: path + suffix) } catch {
                throw .unwritable(name, "\(path)\(suffix) could not be removed.")
            }
        }
    }

    private func exists(_ path: String) -> Bool {
        var status = stat()
        return lstat(path, &status) == 0
    }

    private var isLink: Bool {
        var status = stat()
        return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFLNK
    }

    /// Whether this process has the file open, by whichever way: its own lock the kernel does not tell it of, and closing any
    /// descriptor of the file would take that lock away.
    private var isOpenHere: Bool {
        var file = stat()
        guard stat(path, &file) == 0 else { return false }
        let descriptors = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")) ?? []
        return descriptors.contains { name in
            var status = stat()
            guard let descriptor = Int32(name), fstat(descriptor, &status) == 0 else { return false }
            return status.st_dev == file.st_dev && status.st_ino == file.st_ino
        }
    }

    /// The other process that has the database open; the engine's lock on the file is one that the kernel tells of.
    private var processWithLock: Int32? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var lock = flock()
        lock.l_type = Int16(F_WRLCK)
        lock.l_whence = Int16(SEEK_SET)
        guard fcntl(descriptor, F_GETLK, &lock) == 0, lock.l_type != Int16(F_UNLCK) else { return nil }
        return lock.l_pid
    }

    private static func isAllowed(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
            true
        default: false
        }
    }
}
