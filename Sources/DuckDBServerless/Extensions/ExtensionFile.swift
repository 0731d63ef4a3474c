#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// An extension file open for reading, closed when it goes out of scope.
///
/// Files of 80 MB are read in pieces of 256 KiB: memory stays flat and, unlike with a mapping, a file that shrinks
/// meanwhile is an error and not a signal.
package struct ExtensionFile: ~Copyable {
    /// The path as errors tell it.
    package let path: String
    package let size: Int
    private let descriptor: Int32

    private static let pieceSize = 256 * 1024

    /// Opens a regular file.
    ///
    /// - Parameters:
    ///   - path: the file.
    ///   - shownPath: the path errors tell instead, for a temporary copy of a file the user knows.
    /// - Throws: `ExtensionError` with code `notFound` or `unreadable`.
    package init(path: String, shownAs shownPath: String? = nil) throws(ExtensionError) {
        // Opening a pipe would wait for a writer.
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw Self.failure(path, errno) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            close(descriptor)
            throw Self.failure(path, EISDIR)
        }
        self.path = shownPath ?? path
        self.size = Int(status.st_size)
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

    private static func failure(_ path: String, _ number: Int32) -> ExtensionError {
        let reason = String(cString: strerror(number))
        guard number != ENOENT else {
            return ExtensionError(.notFound, "\(path) does not exist", remedy: "Bake the extension again")
        }
        return ExtensionError(
            .unreadable,
            "\(path) cannot be read: \(reason)",
            remedy: "Check that it is a file and that this user may read it"
        )
    }
}
