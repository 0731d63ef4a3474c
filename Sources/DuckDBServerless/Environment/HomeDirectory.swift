internal import Glibc

/// DuckDB and libpq look for a home directory; Lambda sets none, and other platforms one that does not exist.
enum HomeDirectory {
    /// Points HOME at `/tmp` when it names no existing directory.
    ///
    /// The variable itself, because DuckDB's own setting for it is not honoured on all of its paths. Changing it is not safe
    /// beside threads that read the environment on their own, so nothing is changed where HOME is usable: a server with
    /// many threads has one, and a function wakes its engine first.
    ///
    /// - Returns: HOME as it is now.
    static func makeUsable() -> String {
        if let home = getenv("HOME"), isDirectory(home) { return String(cString: home) }
        setenv("HOME", "/tmp", 1)
        return "/tmp"
    }

    private static func isDirectory(_ path: UnsafePointer<CChar>) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }
}
