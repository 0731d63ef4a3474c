internal import CZlib

/// zlib's compressor.
package struct Deflater: ~Copyable {
    /// What is around the compressed bytes, and how much time they are worth.
    package enum Form: Sendable {
        /// Nothing: a file of a zip archive.
        ///
        /// Level 6: for libduckdb, 9 takes three times as long and saves 0.5 %.
        case raw
        /// Header and checksum of gzip, for an answer over HTTP that somebody waits for.
        ///
        /// Level 1: for rows as JSON, 6 takes three to four times as long and saves a quarter.
        case gzip
    }

    // zlib keeps this address, so it must not be that of a value that moves.
    private let stream: UnsafeMutablePointer<z_stream>
    private var output = [UInt8](repeating: 0, count: 256 * 1024)
    private let form: Form
    /// The CRC-32 of what was compressed, of the form that has none in itself.
    package private(set) var checksum: UInt = crc32(0, nil, 0)

    /// Nil if there is no memory.
    package init?(_ form: Form = .raw) {
        self.form = form
        stream = .allocate(capacity: 1)
        stream.initialize(to: z_stream())
        // zlib's way to say it: negative for none, 16 more for gzip.
        let window = form == .raw ? -MAX_WBITS : MAX_WBITS + 16
        let level: Int32 = form == .raw ? 6 : 1
        let size = Int32(MemoryLayout<z_stream>.size)
        guard deflateInit2_(stream, level, Z_DEFLATED, window, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION, size) == Z_OK else {
            stream.deallocate()
            return nil
        }
    }

    deinit {
        deflateEnd(stream)
        stream.deallocate()
    }

    /// Compresses a piece and hands on what is ready of the result.
    package mutating func append<Failure: Error>(
        _ piece: RawSpan,
        isLast: Bool,
        _ write: (ArraySlice<UInt8>) throws(Failure) -> Void
    ) throws(Failure) {
        var done = false
        var offset = 0
        if form == .raw { checksum = Self.checksum(checksum, piece) }
        while !done {
            let written = compress(piece, &offset, isLast: isLast)
            try write(output[..<written])
            // A full buffer says that there is more.
            done = written < output.count
        }
    }

    /// One call of zlib, whose pointers are of no use after it.
    private mutating func compress(_ piece: RawSpan, _ offset: inout Int, isLast: Bool) -> Int {
        piece.withUnsafeBytes { input in
            let bytes = input.bindMemory(to: UInt8.self)
            return output.withUnsafeMutableBufferPointer { output in
                stream.pointee.next_in = UnsafeMutablePointer(mutating: bytes.baseAddress.map { $0 + offset })
                stream.pointee.avail_in = UInt32(bytes.count - offset)
                stream.pointee.next_out = output.baseAddress
                stream.pointee.avail_out = UInt32(output.count)
                _ = deflate(stream, isLast ? Z_FINISH : Z_NO_FLUSH)
                offset = bytes.count - Int(stream.pointee.avail_in)
                return output.count - Int(stream.pointee.avail_out)
            }
        }
    }

    private static func checksum(_ checksum: UInt, _ piece: RawSpan) -> UInt {
        piece.withUnsafeBytes { bytes in
            crc32(checksum, bytes.bindMemory(to: UInt8.self).baseAddress, UInt32(bytes.count))
        }
    }
}
