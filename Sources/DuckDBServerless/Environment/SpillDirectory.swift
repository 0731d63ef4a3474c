internal import Glibc
internal import Synchronization

#if canImport(FoundationEssentials)
internal import FoundationEssentials
#else
internal import Foundation
#endif

/// The folders that the engines of this process spill to, `FOLDER/spill_PID/NUMBER`, one for each.
///
/// Two engines that spill to one folder write to the same files, and both crash. A process holds the lock of its folder until
/// it ends, however it ends: a folder whose lock is free was left behind by one that is dead. A number of a process says less,
/// because containers that share a folder have the same ones, and so has the next process of a container that died.
enum SpillDirectory {
    private static let claims = Mutex<[String: Claim]>([:])
    private static let prefix = "spill_"

    private struct Claim {
        let path: String
        var engines = 0
    }

    /// A folder of its own for one more engine, which makes it when it first spills.
    ///
    /// What dead processes left in `folder` is removed when this process first asks. Where no folder can be made the engine
    /// says so when it has to spill.
    static func next(in folder: String) -> String {
        // With a slash at its end the system would follow a link.
        let folder = folder.count > 1 && folder.hasSuffix("/") ? String(folder.dropLast()) : folder
        return claims.withLock { claims in
            var claim = claims[folder] ?? Claim(path: claim(in: folder) ?? fresh(beside: folder))
            claim.engines += 1
            claims[folder] = claim
            return "\(claim.path)/\(claim.engines)"
        }
    }

    /// A folder that nobody else can have, where `folder` is another's; where there is none, the engine will say so.
    private static func fresh(beside folder: String) -> String {
        var status = stat()
        var template = Array("\(folder)_XXXXXX".utf8CString)
        guard lstat(folder, &status) == 0, status.st_mode & S_IFMT == S_IFDIR, mkdtemp(&template) != nil else {
            return "\(folder)/\(prefix)\(getpid())"
        }
        return String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    /// In a folder that another user made or can write to, what is swept could be anybody's, and what is spilled be read.
    private static func isOurs(_ folder: String) -> Bool {
        var status = stat()
        guard lstat(folder, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else { return false }
        // As in /tmp: everybody may write, nobody may touch what another has made.
        if status.st_mode & S_ISVTX != 0, [0, geteuid()].contains(status.st_uid) { return true }
        return status.st_uid == geteuid() && status.st_mode & 0o022 == 0
    }

    private static func claim(in folder: String) -> String? {
        try? FileManager.default.createDirectory(
            atPath: folder,
            withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700]
        )
        guard isOurs(folder) else { return nil }
        sweep(folder)
        // Another may be here with the same number, in a namespace of its own.
        for attempt in 0..<100 {
            let path = "\(folder)/\(prefix)\(getpid())\(attempt == 0 ? "" : "_\(attempt)")"
            if mkdir(path, 0o700) != 0 {
                guard errno == EEXIST else { return nil }
                continue
            }
            let lock = open("\(path)/lock", O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
            // Held open until the process ends.
            if holds(lock) { return path }
            if lock >= 0 { close(lock) }
        }
        return nil
    }

    /// Takes the lock; false when it is another's, or when who had it has removed the file meanwhile.
    private static func holds(_ lock: Int32) -> Bool {
        var status = stat()
        return lock >= 0 && flock(lock, LOCK_EX | LOCK_NB) == 0 && fstat(lock, &status) == 0 && status.st_nlink > 0
    }

    private static func sweep(_ folder: String) {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        for name in names where name.hasPrefix(prefix) {
            let path = "\(folder)/\(name)"
            guard isOurs(path) else { continue }
            let lock = open("\(path)/lock", O_RDWR | O_CLOEXEC | O_NOFOLLOW)
            guard lock >= 0 else {
                // Empty, unless it is no such folder.
                rmdir(path)
                continue
            }
            if holds(lock) { remove(path) }
            close(lock)
        }
    }

    /// The lock goes last, so that a removal that is cut off is taken up by the next process.
    private static func remove(_ path: String) {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
        for name in names where name != "lock" { try? FileManager.default.removeItem(atPath: "\(path)/\(name)") }
        try? FileManager.default.removeItem(atPath: path)
    }
}
