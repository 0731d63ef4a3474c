internal import CSHA256

/// SHA-256 of several files on one core, two of them at any time.
///
/// The processor's instructions hash two messages in the time of one, because each waits for its own last round only. So a
/// wake on one core spends half the time on its bundle. Where the processor has no such instructions, the files are hashed
/// one after the other by swift-crypto.
package enum PairedSHA256 {
    /// Hashes files from their beginning to their end.
    ///
    /// - Parameters:
    ///   - count: How many files.
    ///   - open: Opens the file of an index, each once and in order; at most two are open at a time.
    ///   - finish: Gets the index and the hash, 64 lower-case hexadecimal digits, of each file when it is known.
    /// - Throws: What `open` and `finish` throw; `ExtensionError` with code `unreadable`.
    package static func hash(
        count: Int,
        open: (Int) throws(ExtensionError) -> ExtensionFile,
        finish: (_ index: Int, _ hash: String) throws(ExtensionError) -> Void
    ) throws(ExtensionError) {
        guard csha256_is_supported() else {
            for index in 0..<count { try finish(index, try open(index).sha256()) }
            return
        }
        guard count > 0 else { return }
        var lane = Lane(index: 0, file: try open(0))
        for index in 1..<count {
            // Whichever comes to its end makes room for the next.
            var next = Lane(index: index, file: try open(index))
            try Lane.advance(&lane, &next)
            if lane.blocks > 0 { swap(&lane, &next) }
            try finish(lane.index, try lane.finish())
            lane = next
        }
        try finish(lane.index, try lane.finish())
    }
}

/// A file on its way through the hash function.
private struct Lane: ~Copyable {
    let index: Int
    private let file: ExtensionFile
    private var offset = 0
    private var piece: [UInt8] = []
    /// The first 32 bits of the fractional parts of the square roots of the first 8 primes.
    private var state: [UInt32] = [
        0x6a09_e667, 0xbb67_ae85, 0x3c6e_f372, 0xa54f_f53a, 0x510e_527f, 0x9b05_688c, 0x1f83_d9ab, 0x5be0_cd19,
    ]

    private static let blockSize = 64
    private static let pieceBlocks = 128 * 1024 / blockSize

    init(index: Int, file: consuming ExtensionFile) {
        self.index = index
        self.file = file
    }

    /// The whole blocks that are left.
    var blocks: Int { (file.size - offset) / Self.blockSize }

    /// Hashes two files together until one of them has no whole block left.
    static func advance(_ first: inout Lane, _ second: inout Lane) throws(ExtensionError) {
        while case let count = min(first.blocks, second.blocks, pieceBlocks), count > 0 {
            try first.read(count * blockSize)
            try second.read(count * blockSize)
            csha256_update_two(&first.state, first.piece, &second.state, second.piece, count)
        }
    }

    /// Hashes the rest of the file and its length, and answers the hash.
    mutating func finish() throws(ExtensionError) -> String {
        while case let count = min(blocks, Self.pieceBlocks), count > 0 {
            try read(count * Self.blockSize)
            csha256_update(&state, piece, count)
        }
        try read(file.size - offset)
        piece.append(0x80)
        let zeros = (Self.blockSize + 56 - piece.count) % Self.blockSize
        piece += [UInt8](repeating: 0, count: zeros)
        let length = UInt64(file.size) * 8
        piece += (0..<8).map { UInt8(truncatingIfNeeded: length >> (56 - 8 * $0)) }
        csha256_update(&state, piece, piece.count / Self.blockSize)
        return state.map(Self.hexadecimal).joined()
    }

    private mutating func read(_ count: Int) throws(ExtensionError) {
        try file.read(count, at: offset, into: &piece)
        offset += count
    }

    private static func hexadecimal(_ word: UInt32) -> String {
        let digits = String(word, radix: 16)
        return String(repeating: "0", count: 8 - digits.count) + digits
    }
}
