extension StringProtocol {
    /// The text without white space at its ends.
    var trimmed: String {
        let start = drop(while: \.isWhitespace)
        guard let end = start.lastIndex(where: { !$0.isWhitespace }) else { return "" }
        return String(start[...end])
    }

    /// The text with a space in place of each line break and control character, so that nobody can forge a line of a log.
    var onOneLine: String {
        String(String.UnicodeScalarView(unicodeScalars.map { Self.breaksLines($0) ? " " : $0 }))
    }

    /// Whether it has a line break or another control character.
    var hasControlCharacters: Bool {
        unicodeScalars.contains(where: Self.breaksLines)
    }

    private static func breaksLines(_ scalar: Unicode.Scalar) -> Bool {
        [.control, .lineSeparator, .paragraphSeparator].contains(scalar.properties.generalCategory)
    }
}

extension String {
    /// Whether it is ASCII without spaces and control characters, as a part of a request line or header has to be.
    var isPrintableASCII: Bool {
        utf8.allSatisfy { (0x21...0x7E).contains($0) }
    }
}
