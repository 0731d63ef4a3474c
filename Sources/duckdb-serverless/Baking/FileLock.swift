import DuckDBServerless
import Foundation

/// Advisory locks on open files and folders, which the kernel ends with the process.
enum FileLock {
    /// Locks a file for this process alone.
    ///
    /// - Returns: false if it is not waited for and another has it, or the file system has no locks.
    static func take(_ descriptor: Int32, waiting: Bool) -> Bool {
        while flock(descriptor, waiting ? LOCK_EX : LOCK_EX | LOCK_NB) != 0 {
            guard errno == EINTR else { return false }
        }
        return true
    }

    /// Whether a path still leads to the open file.
    static func isStill(_ descriptor: Int32, at path: String) -> Bool {
        var opened = stat()
        var found = stat()
        guard fstat(descriptor, &opened) == 0, stat(path, &found) == 0 else { return false }
        return opened.st_ino == found.st_ino && opened.st_dev == found.st_dev
    }

    /// Runs `body` while no other process does so for the same folder; waits for another up to a minute.
    ///
    /// Where the file system has no locks it runs without one.
    ///
    /// - Throws: What `body` throws; `ExtensionError` with code `cannotWrite` when another process does not end.
    static func holding<Value>(
        _ folder: String,
        _ body: () throws(ExtensionError) -> Value
    ) async throws(ExtensionError) -> Value {
        let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        defer { if descriptor >= 0 { close(descriptor) } }
        for _ in 0..<600 where descriptor >= 0 {
            if take(descriptor, waiting: false) || errno != EWOULDBLOCK { return try body() }
            try? await Task.sleep(for: .milliseconds(100))
        }
        guard descriptor < 0 else {
            throw ExtensionError(
                .cannotWrite,
                "\(folder) is being written to by another process, which has not ended for a minute",
                remedy: "Let it end, or end it, and bake again"
            )
        }
        return try body()
    }
}
