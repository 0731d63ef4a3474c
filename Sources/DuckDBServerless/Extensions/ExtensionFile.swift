#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// An extension file open for reading, closed when it goes out of scope.
///
/// Files of 80 MB are read in pieces of a MiB at most: memory stays flat and, unlike with a mapping, a file that shrinks
/// meanwhile is an error and not a signal.
package struct ExtensionFile: ~Copyable {
    /// The path as errors tell it.
    package let path: String
    package let size: Int
    /// What tells whether the path still leads to these bytes.
    let identity: FileIdentity
    private let descriptor: Int32

    private static let pieceSize = 512 * 1024

    /// Opens a regular file.
    ///
    /// - Parameters:
    ///   - path: the file.
    ///   - shownPath: the path errors tell instead, for a temporary copy of a file the user knows.
    ///   - followsLink: whether the last part of the path may be a symbolic link.
    /// - Throws: `ExtensionError` with code `notFound`, `unreadable` or, for a link not to be followed, `outsideBundle`.
    package init(path: String, shownAs shownPath: String? = nil, followsLink: Bool = true) throws(ExtensionError) {
        // Opening a pipe would wait for a writer.
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | (followsLink ? 0 : O_NOFOLLOW))
        guard descriptor >= 0 else { throw Self.failure(path, errno, followsLink: followsLink) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            close(descriptor)
            throw Self.unreadable(path, "it is not a file")
        }
        self.path = shownPath ?? path
        size = Int(status.st_size)
        identity = FileIdentity(status)
        self.descriptor = descriptor
    }

    deinit { close(descriptor) }

    /// Calls `body` with one piece of `range` after another, each followed by the next without a gap.
    package func forEachPiece(
        of range: Range<Int>,
        _ body: (ArraySlice<UInt8>) -> Void
    ) throws(ExtensionError) {
        var piece: [UInt8] = []
        for offset in stride(from: range.lowerBound, to: range.upperBound, by: Self.pieceSize) {
            try read(min(Self.pieceSize, range.upperBound - offset), at: offset, into: &piece)
            body(piece[...])
        }
    }

    /// Fills `bytes` with exactly the bytes asked for; its storage is used again when it is large enough.
    func read(_ count: Int, at offset: Int, into bytes: inout [UInt8]) throws(ExtensionError) {
        if bytes.count > count { bytes.removeLast(bytes.count - count) }
        if bytes.count < count { bytes += repeatElement(0, count: count - bytes.count) }
        var filled = 0
        while filled < count {
            let read = bytes.withUnsafeMutableBytes {
                pread(descriptor, $0.baseAddress.map { $0 + filled }, count - filled, off_t(offset + filled))
            }
            if read < 0, errno == EINTR { continue }
            guard read > 0 else { throw Self.failure(path, read < 0 ? errno : EIO) }
            filled += read
        }
    }

    /// The bytes of a short range.
    package func bytes(in range: Range<Int>) throws(ExtensionError) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(range.count)
        try forEachPiece(of: range) { bytes.append(contentsOf: $0) }
        return bytes
    }

    private static func failure(_ path: String, _ number: Int32, followsLink: Bool = true) -> ExtensionError {
        switch number {
        case ENOENT:
            ExtensionError(.notFound, "\(path) does not exist", remedy: "Bake the extension again")
        case ELOOP where !followsLink:
            ExtensionError(
                .outsideBundle,
                "\(path) is a symbolic link, not a file of the bundle",
                remedy: "Put the file itself there: bake into the image, or link the whole directory"
            )
        default:
            unreadable(path, String(cString: strerror(number)))
        }
    }

    private static func unreadable(_ path: String, _ reason: String) -> ExtensionError {
        ExtensionError(
            .unreadable,
            "\(path) cannot be read: \(reason)",
            remedy: "Check that it is a file and that this user may read it"
        )
    }
}
