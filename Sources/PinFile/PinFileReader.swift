/// Reads the JSON of a pin file: one object whose values are texts or lists of texts.
///
/// Foundation's decoder says on Linux neither where a file is damaged nor that a key is there twice, and a build error
/// without a line helps nobody with a forgotten comma.
struct PinFileReader {
    private let bytes: [UInt8]
    private let path: String
    private var position = 0
    private var line = 1

    init(_ bytes: [UInt8], path: String) {
        self.bytes = bytes
        self.path = path
    }

    /// The keys and values in their order.
    ///
    /// - Throws: ``PinFileError`` with the line from which on it is no pin file.
    mutating func object() throws(PinFileError) -> [(key: PinnedText, value: PinnedValue)] {
        try expect("{", "'{'")
        var entries: [(key: PinnedText, value: PinnedValue)] = []
        if accept("}") { return entries }
        repeat {
            let key = try text("a key in double quotes")
            try expect(":", "':'")
            entries.append((key, try value(of: key)))
        } while accept(",")
        try expect("}", "',' or '}'")
        guard next() == nil else { throw unexpected("the end of the file") }
        return entries
    }

    private mutating func value(of key: PinnedText) throws(PinFileError) -> PinnedValue {
        guard accept("[") else {
            return .text(try text("a text in double quotes or a list of them as the value of '\(key.text)'"))
        }
        var texts: [PinnedText] = []
        if accept("]") { return .list(texts) }
        repeat { texts.append(try text("a text in double quotes in the list of '\(key.text)'")) } while accept(",")
        try expect("]", "',' or ']'")
        return .list(texts)
    }

    private mutating func text(_ expected: String) throws(PinFileError) -> PinnedText {
        try expect("\"", expected)
        var content: [UInt8] = []
        while position < bytes.count, bytes[position] != UInt8(ascii: "\""), bytes[position] >= 0x20 {
            if bytes[position] == UInt8(ascii: "\\") { try skipBackslash() }
            content.append(bytes[position])
            position += 1
        }
        guard position < bytes.count, bytes[position] == UInt8(ascii: "\"") else {
            throw error("a text does not end on its line")
        }
        position += 1
        guard let text = String(validating: content, as: UTF8.self) else { throw error("a text is not UTF-8") }
        return PinnedText(text: text, line: line)
    }

    /// Names and paths need no other escapes.
    private mutating func skipBackslash() throws(PinFileError) {
        position += 1
        guard position < bytes.count, #""\/"#.utf8.contains(bytes[position]) else {
            throw error(#"a text has an escape other than \", \\ and \/"#)
        }
    }

    /// The next byte that is no space.
    private mutating func next() -> UInt8? {
        while position < bytes.count, " \t\r\n".utf8.contains(bytes[position]) {
            if bytes[position] == UInt8(ascii: "\n") { line += 1 }
            position += 1
        }
        return position < bytes.count ? bytes[position] : nil
    }

    private mutating func accept(_ wanted: Unicode.Scalar) -> Bool {
        guard next() == UInt8(ascii: wanted) else { return false }
        position += 1
        return true
    }

    private mutating func expect(_ wanted: Unicode.Scalar, _ expected: String) throws(PinFileError) {
        guard accept(wanted) else { throw unexpected(expected) }
    }

    private mutating func unexpected(_ expected: String) -> PinFileError {
        guard let found = next() else { return error("the file ends where \(expected) is expected") }
        let shown = (0x21..<0x7f).contains(found) ? "'\(Character(Unicode.Scalar(found)))'" : "something else"
        return error("\(shown) stands where \(expected) is expected")
    }

    private func error(_ message: String) -> PinFileError {
        PinFileError(
            path: path,
            line: line,
            message,
            remedy: "Correct it; JSON has no comments, and no comma after the last value"
        )
    }
}

/// A value of a pin file.
enum PinnedValue {
    case text(PinnedText)
    case list([PinnedText])
}
