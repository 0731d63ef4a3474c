import Crypto
import DuckDBServerless
import Foundation
import LocalServices
import Testing

@Suite("Hashing files in pairs")
struct PairedSHA256Tests {
    private let scratch: ScratchFolder

    init() throws { scratch = try ScratchFolder() }

    @Test("Every length around a block and around a piece gives the hash that swift-crypto gives")
    func lengths() throws {
        let lengths = Array(0...200) + Array(131_072 - 66...131_072 + 66)
        let contents = lengths.map(Self.bytes)
        #expect(try hashes(contents) == contents.map(Self.expected))
    }

    @Test("However many files there are and whichever is longest, each gets its own hash", arguments: 0...5)
    func numbers(count: Int) throws {
        for longest in 0..<max(count, 1) {
            let contents = (0..<count).map { Self.bytes($0 == longest ? 400_000 : 1000 + 77_777 * $0) }
            #expect(try hashes(contents) == contents.map(Self.expected))
        }
    }

    @Test("A file that shrinks while it is hashed is an error")
    func shrinks() throws {
        let path = try scratch.write(Data(Self.bytes(500_000)), as: "file")
        let error = #expect(throws: ExtensionError.self) {
            try PairedSHA256.hash(count: 1) { _ throws(ExtensionError) in
                let file = try ExtensionFile(path: path)
                truncate(path, 300_000)
                return file
            } finish: { _, _ in
                Issue.record("There is a hash.")
            }
        }
        #expect(error?.code == .unreadable)
    }

    private func hashes(_ contents: [[UInt8]]) throws -> [String] {
        let paths = try contents.enumerated().map { try scratch.write(Data($1), as: "file\($0)") }
        var hashes = paths.map { _ in "" }
        try PairedSHA256.hash(count: paths.count) { index throws(ExtensionError) in
            try ExtensionFile(path: paths[index])
        } finish: { index, hash in
            hashes[index] = hash
        }
        return hashes
    }

    /// Bytes that differ for each length and do not repeat with a block.
    private static func bytes(_ count: Int) -> [UInt8] {
        (0..<count).map { UInt8(truncatingIfNeeded: ($0 &* 2_654_435_761 &+ count) >> 7) }
    }

    private static func expected(_ bytes: [UInt8]) -> String {
        SHA256.hash(data: bytes).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}
