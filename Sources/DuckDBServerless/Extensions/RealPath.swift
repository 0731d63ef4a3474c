internal import Glibc

enum RealPath {
    /// The absolute path without symbolic links; nil when it leads nowhere.
    static func of(_ path: String) -> String? {
        guard let resolved = realpath(path, nil) else { return nil }
        defer { free(resolved) }
        return String(cString: resolved)
    }
}
