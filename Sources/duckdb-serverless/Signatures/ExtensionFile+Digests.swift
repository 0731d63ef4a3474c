import Crypto
import DuckDBServerless

extension ExtensionFile {
    /// What one pass over a file tells.
    struct Digests {
        /// What DuckDB signs: the SHA-256 of the concatenated digests of each MiB before the signature.
        let signed: SHA256.Digest
        /// The SHA-256 of the whole file, 64 lower-case hexadecimal digits.
        let sha256: String
        /// The SHA-256 of the digests of the file's pieces, likewise.
        let piecewiseSHA256: String
        /// Whether the file's symbol names include the one looked for.
        let hasSymbol: Bool
    }

    private static let segmentSize = 1024 * 1024

    /// Reads the file once, its memory flat: about 2.5 ms a megabyte.
    func digests(lookingFor symbol: String) throws(ExtensionError) -> Digests {
        let end = size - ExtensionFooter.signatureSize
        var outer = SHA256()
        var whole = SHA256()
        var pieces = PiecewiseSHA256()
        var search = SymbolSearch(symbol)
        for start in stride(from: 0, to: end, by: Self.segmentSize) {
            var segment = SHA256()
            try forEachPiece(of: start..<min(start + Self.segmentSize, end)) {
                segment.update(data: $0)
                whole.update(data: $0)
                pieces.update($0)
                search.update($0)
            }
            segment.finalize().withUnsafeBytes { outer.update(bufferPointer: $0) }
        }
        try forEachPiece(of: end..<size) {
            whole.update(data: $0)
            pieces.update($0)
        }
        return Digests(
            signed: outer.finalize(),
            sha256: Self.hexadecimal(whole.finalize()),
            piecewiseSHA256: Self.hexadecimal(pieces.finalize()),
            hasSymbol: search.isFound
        )
    }
}
