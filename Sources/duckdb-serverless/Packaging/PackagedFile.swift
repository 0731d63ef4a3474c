import Glibc

/// A file that goes into an archive.
struct PackagedFile: Sendable {
    /// What the file is for.
    enum Kind {
        case data
        case library
        case program

        /// The permissions that it has once it is unpacked, whatever they are here.
        var mode: mode_t { self == .program ? 0o755 : 0o644 }
    }

    /// Its path in the archive.
    let name: String
    /// Where it lies now.
    var path: String
    let kind: Kind
}
