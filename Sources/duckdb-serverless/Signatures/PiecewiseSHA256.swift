import Crypto
import DuckDBServerless

/// What ``ExtensionFile/piecewiseSHA256(threads:lanes:)`` answers, made in one pass with others and by swift-crypto alone.
///
/// A function compares what another implementation wrote: a fault of either refuses a good file, and lets no changed one pass.
struct PiecewiseSHA256 {
    private var digests = SHA256()
    private var piece = SHA256()
    private var room = ExtensionFile.hashedPieceSize

    /// Hashes the bytes that follow.
    mutating func update(_ bytes: ArraySlice<UInt8>) {
        var rest = bytes
        while !rest.isEmpty {
            let part = rest.prefix(room)
            piece.update(data: part)
            rest = rest.dropFirst(part.count)
            room -= part.count
            if room == 0 { endPiece() }
        }
    }

    /// Ends with the last piece, which may be shorter.
    consuming func finalize() -> SHA256.Digest {
        if room < ExtensionFile.hashedPieceSize { endPiece() }
        return digests.finalize()
    }

    private mutating func endPiece() {
        piece.finalize().withUnsafeBytes { digests.update(bufferPointer: $0) }
        piece = SHA256()
        room = ExtensionFile.hashedPieceSize
    }
}
