internal import CSHA256
internal import Crypto
internal import Dispatch
internal import Synchronization

extension ExtensionFile {
    /// The SHA-256 of the SHA-256 digests of each MiB of the file, as lower-case hexadecimal digits.
    ///
    /// It vouches for every byte as the hash of the whole file does, and is faster to make: several cores share the pieces, and each
    /// hashes two of them in little more than the time of one. (The processor's instructions wait for the round before, and could
    /// begin another in that time; where it has none, swift-crypto hashes one piece after the other.)
    ///
    /// - Parameter threads: How many share the work, the caller's among them; at least 1.
    /// - Throws: `ExtensionError` with code `unreadable`.
    package func piecewiseSHA256(threads: Int) throws(ExtensionError) -> String {
        let work = PiecewiseWork(size: size)
        // With one iteration it stays on the calling thread.
        DispatchQueue.concurrentPerform(iterations: min(threads, work.pairCount)) { _ in
            var lanes = (PieceLane(), PieceLane())
            work.forEachPair { (first, second) throws(ExtensionError) in
                try PieceLane.hash(first, second, of: self, in: &lanes)
            }
        }
        return Self.hexadecimal(SHA256.hash(data: try work.digests()))
    }
}

/// The pieces of a file that are left to hash, and the digests of the others; shared by threads.
private final class PiecewiseWork: Sendable {
    private let size: Int
    private let state: Mutex<State>

    private struct State {
        var nextPiece = 0
        var digests: [[UInt8]]
        var failure: ExtensionError?
    }

    private static let pieceSize = 1024 * 1024

    init(size: Int) {
        self.size = size
        let count = (size + Self.pieceSize - 1) / Self.pieceSize
        state = Mutex(State(digests: Array(repeating: [], count: count)))
    }

    var pairCount: Int { state.withLock { ($0.digests.count + 1) / 2 } }

    /// Hashes pieces, in pairs of neighbours, until none is left or one has failed.
    func forEachPair(_ hash: (_ first: Range<Int>, _ second: Range<Int>) throws(ExtensionError) -> ([UInt8], [UInt8])) {
        while let piece = claim() {
            do throws(ExtensionError) {
                let (first, second) = try hash(range(piece), range(piece + 1))
                state.withLock { state in
                    state.digests[piece] = first
                    if piece + 1 < state.digests.count { state.digests[piece + 1] = second }
                }
            } catch {
                state.withLock { $0.failure = $0.failure ?? error }
            }
        }
    }

    /// The digests of all pieces, one after the other.
    func digests() throws(ExtensionError) -> [UInt8] {
        let (digests, failure) = state.withLock { ($0.digests, $0.failure) }
        if let failure { throw failure }
        return digests.flatMap(\.self)
    }

    private func claim() -> Int? {
        state.withLock { state in
            guard state.failure == nil, state.nextPiece < state.digests.count else { return nil }
            defer { state.nextPiece += 2 }
            return state.nextPiece
        }
    }

    /// The last one may be shorter, and what follows it is empty.
    private func range(_ piece: Int) -> Range<Int> {
        min(piece * Self.pieceSize, size)..<min((piece + 1) * Self.pieceSize, size)
    }
}

/// A piece of a file on its way through the hash function.
private struct PieceLane {
    private var range = 0..<0
    private var buffer: [UInt8] = []
    private var state: [UInt32] = []

    private static let blockSize = 64
    private static let bufferBlocks = 128 * 1024 / blockSize
    /// The first 32 bits of the fractional parts of the square roots of the first 8 primes.
    private static let start: [UInt32] = [
        0x6a09_e667, 0xbb67_ae85, 0x3c6e_f372, 0xa54f_f53a, 0x510e_527f, 0x9b05_688c, 0x1f83_d9ab, 0x5be0_cd19,
    ]

    /// The digests of two pieces, the second of which may be empty.
    static func hash(
        _ first: Range<Int>,
        _ second: Range<Int>,
        of file: borrowing ExtensionFile,
        in lanes: inout (PieceLane, PieceLane)
    ) throws(ExtensionError) -> ([UInt8], [UInt8]) {
        guard csha256_is_supported() else { return (try file.sha256(of: first), try file.sha256(of: second)) }
        lanes.0.begin(first)
        lanes.1.begin(second)
        while case let count = min(lanes.0.blocks, lanes.1.blocks, bufferBlocks), count > 0 {
            try lanes.0.read(count * blockSize, of: file)
            try lanes.1.read(count * blockSize, of: file)
            csha256_update_two(&lanes.0.state, lanes.0.buffer, &lanes.1.state, lanes.1.buffer, count)
        }
        return (try lanes.0.finish(first.count, of: file), try lanes.1.finish(second.count, of: file))
    }

    /// The whole blocks that are left.
    private var blocks: Int { range.count / Self.blockSize }

    private mutating func begin(_ range: Range<Int>) {
        self.range = range
        state = Self.start
    }

    private mutating func read(_ count: Int, of file: borrowing ExtensionFile) throws(ExtensionError) {
        try file.read(count, at: range.lowerBound, into: &buffer)
        range = range.lowerBound + count..<range.upperBound
    }

    /// Hashes what is left and the length of the piece, and answers the digest.
    private mutating func finish(_ length: Int, of file: borrowing ExtensionFile) throws(ExtensionError) -> [UInt8] {
        while case let count = min(blocks, Self.bufferBlocks), count > 0 {
            try read(count * Self.blockSize, of: file)
            csha256_update(&state, buffer, count)
        }
        try read(range.count, of: file)
        let zeros = (Self.blockSize + 55 - buffer.count) % Self.blockSize
        buffer += [0x80] + Array(repeating: 0, count: zeros) + Self.bigEndian(UInt64(length) * 8)
        csha256_update(&state, buffer, buffer.count / Self.blockSize)
        return state.flatMap(Self.bigEndian)
    }

    private static func bigEndian(_ number: some FixedWidthInteger & UnsignedInteger) -> [UInt8] {
        stride(from: number.bitWidth - 8, through: 0, by: -8).map { UInt8(truncatingIfNeeded: number >> $0) }
    }
}

extension ExtensionFile {
    fileprivate func sha256(of range: Range<Int>) throws(ExtensionError) -> [UInt8] {
        var hasher = SHA256()
        try forEachPiece(of: range) { hasher.update(data: $0) }
        return Array(hasher.finalize())
    }
}
