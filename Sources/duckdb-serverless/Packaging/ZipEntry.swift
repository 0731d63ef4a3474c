import Foundation

/// A file in a zip archive, and the headers that tell of it.
struct ZipEntry {
    let name: String
    let mode: mode_t
    let offset: Int
    let size: Int
    var compressedSize = 0
    var checksum: UInt32 = 0

    /// What stands before its bytes.
    var localHeader: Data {
        var data = LittleEndianWriter()
        data.append(0x0403_4b50, bytes: 4)
        appendFields(to: &data)
        data.append(name)
        return data.data
    }

    /// What stands in the list at the end of the archive.
    var directoryHeader: Data {
        var data = LittleEndianWriter()
        data.append(0x0201_4b50, bytes: 4)
        // Made by Unix, whose modes follow, and version 2.0.
        data.append(3 << 8 | 20, bytes: 2)
        appendFields(to: &data)
        // No comment, the first disk, no hint whether it is text.
        for _ in 0..<3 { data.append(0, bytes: 2) }
        data.append(Int(S_IFREG | mode) << 16, bytes: 4)
        data.append(offset, bytes: 4)
        data.append(name)
        return data.data
    }

    /// What ends an archive: how many entries there are, and where their list is.
    static func directoryEnd(count: Int, size: Int, offset: Int) -> Data {
        var data = LittleEndianWriter()
        data.append(0x0605_4b50, bytes: 4)
        data.append(0, bytes: 4)
        data.append(count, bytes: 2)
        data.append(count, bytes: 2)
        data.append(size, bytes: 4)
        data.append(offset, bytes: 4)
        data.append(0, bytes: 2)
        return data.data
    }

    private func appendFields(to data: inout LittleEndianWriter) {
        data.append(20, bytes: 2)
        // Names are UTF-8.
        data.append(1 << 11, bytes: 2)
        // Deflated, at 0:00 on 1980-01-01.
        data.append(8, bytes: 2)
        data.append(0, bytes: 2)
        data.append(1 << 5 | 1, bytes: 2)
        data.append(Int(checksum), bytes: 4)
        data.append(compressedSize, bytes: 4)
        data.append(size, bytes: 4)
        data.append(name.utf8.count, bytes: 2)
        data.append(0, bytes: 2)
    }
}

/// Bytes that numbers and texts are put into.
private struct LittleEndianWriter {
    private(set) var data = Data()

    mutating func append(_ number: Int, bytes count: Int) {
        for index in 0..<count { data.append(UInt8(truncatingIfNeeded: number >> (8 * index))) }
    }

    mutating func append(_ text: String) { data.append(contentsOf: text.utf8) }
}
