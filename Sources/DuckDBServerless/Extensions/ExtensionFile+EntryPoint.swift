extension ExtensionFile {
    /// Whether the file's symbol names include `symbol`, whole.
    ///
    /// The names of an ELF file's symbols lie in its string tables, each between zero bytes; so a search for those bytes
    /// tells a file that was renamed from the real one, on any platform.
    package func names(symbol: String) throws(ExtensionError) -> Bool {
        let needle = [0] + Array(symbol.utf8) + [0]
        var tail: [UInt8] = []
        var isFound = false
        try forEachPiece(of: 0..<size) { piece in
            guard !isFound else { return }
            let window = tail + piece
            isFound = Self.contains(needle, in: window)
            tail = window.suffix(needle.count - 1)
        }
        return isFound
    }

    /// Compares the second byte first: the zero byte that starts every needle is the commonest byte of a file.
    private static func contains(_ needle: [UInt8], in window: [UInt8]) -> Bool {
        window.indices.dropLast(needle.count - 1).contains {
            window[$0 + 1] == needle[1] && window[$0..<$0 + needle.count].elementsEqual(needle)
        }
    }
}
