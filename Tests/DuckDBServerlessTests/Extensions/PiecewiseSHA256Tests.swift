import Crypto
import DuckDBServerless
import Foundation
import LocalServices
import Testing

@Suite("Hashing a file by pieces")
struct PiecewiseSHA256Tests {
    private let scratch: ScratchFolder
    private static let piece = ExtensionFile.hashedPieceSize
    /// Of this processor.
    private static let lanes = [0, 2, 8, 16].filter { $0 == 0 || ExtensionFile.hasLanes($0) }

    init() throws { scratch = try ScratchFolder() }

    @Test(
        "Every length around a block, a piece and a group gives the digest of the digests that swift-crypto gives",
        arguments: Self.lanes
    )
    func lengths(lanes: Int) throws {
        let edges = [0, Self.piece, 2 * Self.piece, 8 * Self.piece, 16 * Self.piece, 33 * Self.piece]
        for length in edges.flatMap({ max($0 - 66, 0)...$0 + 66 }) {
            let bytes = Self.bytes(length)
            #expect(try hash(bytes, threads: 1, lanes: lanes) == Self.expected(bytes), "\(length) bytes")
        }
    }

    @Test("However many threads share however many pieces, the digest is the same", arguments: -1...5, Self.lanes)
    func threads(count: Int, lanes: Int) throws {
        for pieces in [1, 2, 15, 16, 17, 64, 100] {
            let bytes = Self.bytes(pieces * Self.piece - 12_345)
            #expect(try hash(bytes, threads: count, lanes: lanes) == Self.expected(bytes))
        }
    }

    @Test("The lanes are the fastest that the processor has")
    func fastest() {
        #expect(ExtensionFile.lanes == [16, 2, 8].first(where: ExtensionFile.hasLanes) ?? 0)
    }

    @Test("A byte that is changed anywhere changes the digest, and so do pieces that are swapped")
    func changes() throws {
        let bytes = Self.bytes(40 * Self.piece + 100)
        let digest = try hash(bytes, threads: 2)
        for position in [0, Self.piece - 1, Self.piece, 20 * Self.piece + 77, bytes.count - 1] {
            var changed = bytes
            changed[position] ^= 1
            #expect(try hash(changed, threads: 2) != digest)
        }
        let swapped = bytes[Self.piece..<2 * Self.piece] + bytes[..<Self.piece] + bytes[(2 * Self.piece)...]
        #expect(try hash(Array(swapped), threads: 2) != digest)
    }

    @Test("A file that shrinks while it is open is an error", arguments: [1, 2])
    func shrinks(threads: Int) throws {
        let path = try scratch.write(Data(Self.bytes(80 * Self.piece)), as: "file")
        let file = try ExtensionFile(path: path)
        truncate(path, off_t(48 * Self.piece))
        // The macro cannot hold what is not copyable.
        var code: ExtensionError.Code?
        do throws(ExtensionError) { _ = try file.piecewiseSHA256(threads: threads) } catch { code = error.code }
        #expect(code == .unreadable)
    }

    private func hash(_ bytes: [UInt8], threads: Int, lanes: Int? = nil) throws -> String {
        let file = try ExtensionFile(path: scratch.write(Data(bytes), as: "file"))
        return if let lanes {
            try file.piecewiseSHA256(threads: threads, lanes: lanes)
        } else {
            try file.piecewiseSHA256(threads: threads)
        }
    }

    /// Bytes that differ for each length and repeat with no block or piece.
    private static func bytes(_ count: Int) -> [UInt8] {
        var number = UInt64(count)
        return (0..<count).map { _ in
            number = number &* 6_364_136_223_846_793_005 &+ 1
            return UInt8(truncatingIfNeeded: number >> 56)
        }
    }

    private static func expected(_ bytes: [UInt8]) -> String {
        var outer = SHA256()
        for start in stride(from: 0, to: bytes.count, by: piece) {
            outer.update(data: Array(SHA256.hash(data: bytes[start..<min(start + piece, bytes.count)])))
        }
        return outer.finalize().map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}
