internal import Glibc

/// DuckDB and libpq look for a home directory; Lambda sets none, and other platforms one that does not exist.
enum HomeDirectory {
    /// Points HOME at `/tmp` when it names no existing directory.
    ///
    /// The variable itself, because DuckDB's own setting for it is not honoured on all of its paths. Called before the
    /// engine opens, when the process has no other thread that reads the environment on its own.
    static func makeUsable() {
        if let home = getenv("HOME"), isDirectory(home) { return }
        setenv("HOME", "/tmp", 1)
    }

    private static func isDirectory(_ path: UnsafePointer<CChar>) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }
}
