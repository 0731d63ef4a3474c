import Crypto
import DuckDBServerless
import Foundation
import LocalServices
import Testing

@Suite("Hashing a file by pieces")
struct PiecewiseSHA256Tests {
    private let scratch: ScratchFolder
    private static let mebibyte = 1024 * 1024

    init() throws { scratch = try ScratchFolder() }

    @Test("Every length around a block, a read and a piece gives the digest of the digests that swift-crypto gives")
    func lengths() throws {
        let ends = Self.mebibyte - 66...Self.mebibyte + 66
        let read = 131_072 - 2...131_072 + 66
        for length in Array(0...130) + Array(read) + Array(ends) + Array(ends).map({ $0 + Self.mebibyte }) {
            let bytes = Self.bytes(length)
            #expect(try hash(bytes, threads: 1) == Self.expected(bytes), "\(length) bytes")
        }
    }

    @Test("However many threads share however many pieces, the digest is the same", arguments: 1...5)
    func threads(count: Int) throws {
        for pieces in 1...8 {
            let bytes = Self.bytes(pieces * Self.mebibyte - 12_345)
            #expect(try hash(bytes, threads: count) == Self.expected(bytes))
        }
    }

    @Test("A byte that is changed anywhere changes the digest, and so do pieces that are swapped")
    func changes() throws {
        let bytes = Self.bytes(3 * Self.mebibyte + 100)
        let digest = try hash(bytes, threads: 2)
        for position in [0, Self.mebibyte - 1, Self.mebibyte, 2 * Self.mebibyte + 77, bytes.count - 1] {
            var changed = bytes
            changed[position] ^= 1
            #expect(try hash(changed, threads: 2) != digest)
        }
        let swapped = bytes[Self.mebibyte..<2 * Self.mebibyte] + bytes[..<Self.mebibyte] + bytes[(2 * Self.mebibyte)...]
        #expect(try hash(Array(swapped), threads: 2) != digest)
    }

    @Test("A file that shrinks while it is open is an error", arguments: [1, 2])
    func shrinks(threads: Int) throws {
        let path = try scratch.write(Data(Self.bytes(5 * Self.mebibyte)), as: "file")
        let file = try ExtensionFile(path: path)
        truncate(path, off_t(3 * Self.mebibyte))
        // The macro cannot hold what is not copyable.
        var code: ExtensionError.Code?
        do throws(ExtensionError) { _ = try file.piecewiseSHA256(threads: threads) } catch { code = error.code }
        #expect(code == .unreadable)
    }

    private func hash(_ bytes: [UInt8], threads: Int) throws -> String {
        let path = try scratch.write(Data(bytes), as: "file")
        return try ExtensionFile(path: path).piecewiseSHA256(threads: threads)
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
        for start in stride(from: 0, to: bytes.count, by: mebibyte) {
            outer.update(data: Array(SHA256.hash(data: bytes[start..<min(start + mebibyte, bytes.count)])))
        }
        return outer.finalize().map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}
