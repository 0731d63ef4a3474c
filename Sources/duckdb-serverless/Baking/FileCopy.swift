import DuckDBServerless
import Foundation

/// Copies that the kernel makes in one call, where `FileManager` makes one for each 4 KiB.
///
/// A hard link would be faster still, but whoever then changed the one file would change the other.
enum FileCopy {
    /// Copies a regular file to a new one.
    ///
    /// - Throws: `ExtensionError` with code `notFound`, `unreadable` or `cannotWrite`.
    static func copy(_ origin: String, to destination: String) throws(ExtensionError) {
        // Opened first, so that an error tells reading from writing, and nothing waits for the writer of a pipe.
        _ = try ExtensionFile(path: origin)
        try BundleFolder.writing(destination) {
            let input = try open(origin, O_RDONLY)
            let output = try open(destination, O_WRONLY | O_CREAT | O_EXCL)
            while try send(input.fileDescriptor, output.fileDescriptor) > 0 {}
        }
    }

    private static func send(_ input: Int32, _ output: Int32) throws -> Int {
        while true {
            let sent = sendfile(output, input, nil, 1 << 30)
            if sent < 0, errno == EINTR { continue }
            guard sent >= 0 else { throw lastError }
            return sent
        }
    }

    private static func open(_ path: String, _ flags: Int32) throws -> FileHandle {
        let descriptor = Glibc.open(path, flags | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw lastError }
        return FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    }

    private static var lastError: POSIXError { POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }
}
