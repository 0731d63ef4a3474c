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

    /// Runs `body` while no other process does so for the same folder.
    ///
    /// Where the file system has no locks it runs without one.
    static func holding<Value, Failure>(
        _ folder: String,
        _ body: () throws(Failure) -> Value
    ) throws(Failure) -> Value {
        let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        defer { if descriptor >= 0 { close(descriptor) } }
        _ = take(descriptor, waiting: true)
        return try body()
    }
}
