internal import Glibc

/// Which file, in which state: equal as long as nobody replaced it or wrote to it.
struct FileIdentity: Sendable, Hashable {
    private let numbers: [Int64]

    init(_ status: stat) {
        numbers = [
            Int64(truncatingIfNeeded: status.st_dev), Int64(truncatingIfNeeded: status.st_ino), Int64(status.st_size),
            Int64(status.st_mtim.tv_sec), Int64(status.st_mtim.tv_nsec),
            // Nobody can set this one back.
            Int64(status.st_ctim.tv_sec), Int64(status.st_ctim.tv_nsec),
        ]
    }

    /// What lies at a path now, a link itself and not what it leads to; nil when there is nothing.
    init?(path: String) {
        var status = stat()
        guard lstat(path, &status) == 0 else { return nil }
        self.init(status)
    }
}
