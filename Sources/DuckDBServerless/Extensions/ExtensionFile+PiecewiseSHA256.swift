internal import CSHA256
internal import Crypto
internal import Dispatch
internal import Synchronization

extension ExtensionFile {
    /// The SHA-256 of the SHA-256 digests of each 64 KiB of the file, as lower-case hexadecimal digits.
    ///
    /// It vouches for every byte as the hash of the whole file does, and is faster to make: several cores share the pieces, and
    /// each core hashes several at once where the processor has vectors or instructions for that.
    ///
    /// - Parameters:
    ///   - threads: How many share the work, the caller's among them.
    ///   - lanes: How many pieces a thread hashes at once: 16, 8 or 2 where ``hasLanes(_:)``, 0 for one after the other.
    /// - Returns: 64 digits.
    /// - Throws: `ExtensionError` with code `unreadable`.
    package func piecewiseSHA256(threads: Int, lanes: Int = lanes) throws(ExtensionError) -> String {
        let work = PiecewiseWork(size: size, lanes: lanes)
        // With one iteration it stays on the calling thread.
        DispatchQueue.concurrentPerform(iterations: max(1, min(threads, work.groupCount))) { _ in
            var hasher = PieceHasher(lanes: lanes)
            work.forEachGroup { range throws(ExtensionError) in try hasher.digests(of: range, in: self) }
        }
        return Self.hexadecimal(SHA256.hash(data: try work.digests()))
    }

    /// The bytes of a piece; the last may have fewer.
    package static let hashedPieceSize = 64 * 1024

    /// The number of lanes that is fastest here.
    package static var lanes: Int { csha256_lanes() }

    /// Whether the processor hashes that many pieces at once.
    package static func hasLanes(_ lanes: Int) -> Bool { csha256_has(lanes) }
}

/// The pieces of a file that are left to hash, and the digests of the others; shared by threads.
private final class PiecewiseWork: Sendable {
    private let size: Int
    /// As many pieces as are hashed at once, or a few; the last group may be smaller.
    private let groupSize: Int
    private let state: Mutex<State>

    private struct State {
        var nextGroup = 0
        var digests: [[UInt8]]
        var failure: ExtensionError?
    }

    init(size: Int, lanes: Int) {
        self.size = size
        groupSize = ExtensionFile.hashedPieceSize * max(lanes, 2)
        state = Mutex(State(digests: Array(repeating: [], count: (size + groupSize - 1) / groupSize)))
    }

    var groupCount: Int { state.withLock(\.digests.count) }

    /// Hashes group after group until none is left or one has failed.
    func forEachGroup(_ hash: (Range<Int>) throws(ExtensionError) -> [UInt8]) {
        while let group = claim() {
            do throws(ExtensionError) {
                let digests = try hash(group * groupSize..<min((group + 1) * groupSize, size))
                state.withLock { $0.digests[group] = digests }
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
            guard state.failure == nil, state.nextGroup < state.digests.count else { return nil }
            defer { state.nextGroup += 1 }
            return state.nextGroup
        }
    }
}

/// Hashes groups of pieces, each group read at once.
private struct PieceHasher {
    private static let pieceSize = ExtensionFile.hashedPieceSize
    private static let blockSize = 64
    private let lanes: Int
    private var buffer: [UInt8] = []

    init(lanes: Int) { self.lanes = lanes }

    /// The digests of the pieces in a range of the file, 32 bytes each.
    mutating func digests(of range: Range<Int>, in file: borrowing ExtensionFile) throws(ExtensionError) -> [UInt8] {
        try file.read(range.count, at: range.lowerBound, into: &buffer)
        if range.count == lanes * Self.pieceSize { return digestsAtOnce() }
        return stride(from: 0, to: buffer.count, by: Self.pieceSize).flatMap { start in
            Array(SHA256.hash(data: buffer[start..<min(start + Self.pieceSize, buffer.count)]))
        }
    }

    private func digestsAtOnce() -> [UInt8] {
        var states = (0..<lanes).flatMap { _ in Self.start }
        csha256_update(lanes, &states, buffer, Self.pieceSize, Self.pieceSize / Self.blockSize)
        // All of them have the same length, and so the same end.
        csha256_update(lanes, &states, Self.end, 0, 1)
        return states.flatMap(Self.bigEndian)
    }

    /// The first 32 bits of the fractional parts of the square roots of the first 8 primes.
    private static let start: [UInt32] = [
        0x6a09_e667, 0xbb67_ae85, 0x3c6e_f372, 0xa54f_f53a, 0x510e_527f, 0x9b05_688c, 0x1f83_d9ab, 0x5be0_cd19,
    ]

    /// The block that follows the last of a whole piece: a bit, and the number of bits before it.
    private static let end = [0x80] + [UInt8](repeating: 0, count: 55) + bigEndian(UInt64(pieceSize) * 8)

    private static func bigEndian(_ number: some FixedWidthInteger & UnsignedInteger) -> [UInt8] {
        Swift.stride(from: number.bitWidth - 8, through: 0, by: -8).map { UInt8(truncatingIfNeeded: number >> $0) }
    }
}
