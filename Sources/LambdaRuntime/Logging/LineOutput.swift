internal import Synchronization

#if canImport(Darwin)
internal import Darwin
#elseif canImport(Musl)
internal import Musl
#else
internal import Glibc
#endif

/// `write(2)`, under a name that the methods below do not hide.
private func writeBytes(_ fileDescriptor: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
    write(fileDescriptor, bytes.baseAddress, bytes.count)
}

/// Writes whole lines to a file descriptor, never mixed with another line of this process.
package struct LineOutput: Sendable {
    package static let standardError = LineOutput(fileDescriptor: STDERR_FILENO)

    /// The result of one `write(2)`: how many bytes it took, or the error number.
    package enum WriteResult: Sendable, Hashable {
        case wrote(Int)
        case failed(errno: Int32)
    }

    private static let lock = Mutex<Void>(())
    private let writeOnce: @Sendable (ArraySlice<UInt8>) -> WriteResult

    package init(fileDescriptor: Int32) {
        self.init { bytes in
            let count = bytes.withUnsafeBytes { writeBytes(fileDescriptor, $0) }
            return count < 0 ? .failed(errno: errno) : .wrote(count)
        }
    }

    package init(writeOnce: @escaping @Sendable (ArraySlice<UInt8>) -> WriteResult) {
        self.writeOnce = writeOnce
    }

    /// Writes a line with one `write(2)`, and the rest of it should the system take only a part.
    ///
    /// A line that cannot be written is dropped: there is nowhere to say so.
    package func write(_ line: [UInt8]) {
        Self.lock.withLock { _ in
            var rest = line[...]
            while !rest.isEmpty {
                switch writeOnce(rest) {
                case .wrote(let count) where count > 0: rest = rest.dropFirst(count)
                case .failed(EINTR): continue
                default: return
                }
            }
        }
    }
}
