import CZlib
import DuckDBServerless

/// zlib's state while it unpacks the members of a gzip file, which the CRC of each covers.
struct Inflater: ~Copyable {
    /// zlib keeps a pointer to it, so it must not move.
    private let stream: UnsafeMutablePointer<z_stream>
    /// Whether the last member has ended, and no other begun.
    private(set) var isAtEnd = false
    private var output = [UInt8](repeating: 0, count: 256 * 1024)

    /// - Throws: `ExtensionError` with code `invalidArchive` when there is no memory for it.
    init() throws(ExtensionError) {
        stream = .allocate(capacity: 1)
        stream.initialize(to: z_stream())
        // 15 is the largest window; 16 more means gzip and nothing else.
        guard inflateInit2_(stream, 15 + 16, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK else {
            stream.deallocate()
            throw ExtensionError(
                .invalidArchive,
                "zlib does not start",
                remedy: "Check the memory and the zlib installed"
            )
        }
    }

    deinit {
        inflateEnd(stream)
        stream.deallocate()
    }

    /// Unpacks the next piece and gives what comes of it to `body`, in parts.
    ///
    /// - Returns: false if the bytes are not gzip or their CRC is wrong.
    mutating func inflate(
        _ piece: [UInt8],
        _ body: (ArraySlice<UInt8>) throws(ExtensionError) -> Void
    ) throws(ExtensionError) -> Bool {
        var offset = 0
        var wasFull = false
        while offset < piece.count || wasFull {
            // A further member follows the last one at once.
            if isAtEnd { guard inflateReset(stream) == Z_OK else { return false } }
            let step = step(piece[offset...])
            guard step.status == Z_OK || step.status == Z_STREAM_END || step.status == Z_BUF_ERROR else { return false }
            isAtEnd = step.status == Z_STREAM_END
            offset += step.read
            wasFull = !isAtEnd && step.written == output.count
            if step.written > 0 { try body(output[..<step.written]) }
        }
        return true
    }

    /// One call of zlib, which gets no pointer that outlives it, and the true length of each buffer.
    private mutating func step(_ input: ArraySlice<UInt8>) -> (status: Int32, read: Int, written: Int) {
        let stream = stream
        return input.withUnsafeBufferPointer { input in
            output.withUnsafeMutableBufferPointer { output in
                // zlib's API is not const-correct: it only reads the input.
                stream.pointee.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
                stream.pointee.avail_in = UInt32(input.count)
                stream.pointee.next_out = output.baseAddress
                stream.pointee.avail_out = UInt32(output.count)
                let status = CZlib.inflate(stream, Z_NO_FLUSH)
                let read = input.count - Int(stream.pointee.avail_in)
                return (status, read, output.count - Int(stream.pointee.avail_out))
            }
        }
    }
}
