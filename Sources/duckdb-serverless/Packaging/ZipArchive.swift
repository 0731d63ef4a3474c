internal import Compression
import DuckDBServerless
import Foundation

/// A zip archive as it is written: the same files, in the same order, always give the same bytes.
///
/// Every entry has the time 1980-01-01, the earliest that zip can tell, no user, no extra fields, and one of two modes.
/// zlib makes the compressed bytes, and another implementation of it may make others.
struct ZipArchive: ~Copyable {
    private let path: String
    private let handle: FileHandle
    private var offset = 0
    private(set) var entries: [ZipEntry] = []

    private static let pieceSize = 512 * 1024

    /// Makes an empty archive.
    ///
    /// - Throws: `ExtensionError` with code `cannotWrite`.
    init(path: String) throws(ExtensionError) {
        self.path = path
        handle = try BundleFolder.writing(path) {
            try Data().write(to: URL(filePath: path))
            return try FileHandle(forWritingTo: URL(filePath: path))
        }
    }

    /// Compresses a file into it, piece by piece.
    ///
    /// - Throws: `ExtensionError` with code `cannotWrite`, `tooLarge`, or those of reading.
    mutating func add(_ file: PackagedFile) throws(ExtensionError) {
        let source = try ExtensionFile(path: file.path)
        guard source.size < UInt32.max, var deflater = Deflater() else {
            throw tooLarge("\(file.path) has over 4 GB, or there is no memory to compress it")
        }
        var entry = ZipEntry(name: file.name, mode: file.kind.mode, offset: offset, size: source.size)
        // Written again once the sizes are known.
        try write(entry.localHeader)
        var start = 0
        repeat {
            let end = min(start + Self.pieceSize, source.size)
            let piece = try source.bytes(in: start..<end)
            try deflater.append(piece.span.bytes, isLast: end == source.size) { (bytes) throws(ExtensionError) in
                entry.compressedSize += bytes.count
                try write(Data(bytes))
            }
            start = end
        } while start < source.size
        entry.checksum = UInt32(truncatingIfNeeded: deflater.checksum)
        guard offset < UInt32.max, entries.count < UInt16.max else { throw tooLarge("\(path) grows over 4 GB") }
        try BundleFolder.writing(path) {
            try handle.seek(toOffset: UInt64(entry.offset))
            try handle.write(contentsOf: entry.localHeader)
            try handle.seekToEnd()
        }
        entries.append(entry)
    }

    /// Writes the list of its entries, without which it is no archive.
    ///
    /// - Throws: `ExtensionError` with code `cannotWrite`.
    consuming func finish() throws(ExtensionError) -> [ZipEntry] {
        let start = offset
        for entry in entries { try write(entry.directoryHeader) }
        try write(ZipEntry.directoryEnd(count: entries.count, size: offset - start, offset: start))
        try BundleFolder.writing(path) { try handle.close() }
        return entries
    }

    private mutating func write(_ data: Data) throws(ExtensionError) {
        try BundleFolder.writing(path) { try handle.write(contentsOf: data) }
        offset += data.count
    }

    private func tooLarge(_ reason: String) -> ExtensionError {
        ExtensionError(.tooLarge, "\(path) cannot be made: \(reason)", remedy: "Package less")
    }
}
