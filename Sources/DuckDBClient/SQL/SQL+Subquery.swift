extension SQL {
    /// The statement as it can stand within another one, in parentheses: without what ends it, and with a line of its own.
    package var subquery: SQL {
        var part = self
        part.cut(toBytes: StatementEnd.offset(in: text))
        return "(" + part + SQL(unsafe: "\n)")
    }
}

/// Finds where a statement's last character is that is neither white space, a comment nor a semicolon.
enum StatementEnd {
    static func offset(in text: String) -> Int {
        let bytes = Array(text.utf8)
        var end = 0
        var position = 0
        while position < bytes.count {
            let next = skip(bytes, position)
            if isContent(bytes, position) { end = next }
            position = next
        }
        return end
    }

    private static func isContent(_ bytes: [UInt8], _ start: Int) -> Bool {
        switch bytes[start] {
        case UInt8(ascii: " "), 0x09...0x0D, UInt8(ascii: ";"): false
        default: !begins("--", bytes, start) && !begins("/*", bytes, start)
        }
    }

    /// The position behind what begins here: a text in quotes, a comment, or one byte.
    private static func skip(_ bytes: [UInt8], _ start: Int) -> Int {
        switch bytes[start] {
        case UInt8(ascii: "'") where isEscaping(bytes, start):
            return escapedText(bytes, start)
        case UInt8(ascii: "'"), UInt8(ascii: "\""):
            let close = bytes[(start + 1)...].firstIndex(of: bytes[start])
            return close.map { $0 + 1 } ?? bytes.count
        case UInt8(ascii: "-") where begins("--", bytes, start):
            return bytes[start...].firstIndex { $0 == 0x0A || $0 == 0x0D } ?? bytes.count
        case UInt8(ascii: "/") where begins("/*", bytes, start):
            return comment(bytes, start)
        case UInt8(ascii: "$"):
            return dollarQuote(bytes, start)
        default:
            return start + 1
        }
    }

    /// Whether an `E` before the quote makes backslashes escapes.
    private static func isEscaping(_ bytes: [UInt8], _ start: Int) -> Bool {
        start > 0 && bytes[start - 1] | 0x20 == UInt8(ascii: "e") && (start == 1 || !isWord(bytes[start - 2]))
    }

    private static func escapedText(_ bytes: [UInt8], _ start: Int) -> Int {
        var position = start + 1
        while position < bytes.count, bytes[position] != UInt8(ascii: "'") {
            position += bytes[position] == UInt8(ascii: "\\") ? 2 : 1
        }
        return min(position + 1, bytes.count)
    }

    /// Block comments nest.
    private static func comment(_ bytes: [UInt8], _ start: Int) -> Int {
        var (position, depth) = (start, 0)
        repeat {
            let (opens, closes) = (begins("/*", bytes, position), begins("*/", bytes, position))
            depth += opens ? 1 : closes ? -1 : 0
            position += opens || closes ? 2 : 1
        } while depth > 0 && position < bytes.count
        return min(position, bytes.count)
    }

    /// `$tag$ … $tag$`; a `$1` or `$name` is no quote.
    private static func dollarQuote(_ bytes: [UInt8], _ start: Int) -> Int {
        guard let close = bytes[(start + 1)...].firstIndex(where: { !isWord($0) }), bytes[close] == bytes[start] else {
            return start + 1
        }
        return behind(String(decoding: bytes[start...close], as: UTF8.self), bytes, close + 1)
    }

    private static func behind(_ text: String, _ bytes: [UInt8], _ start: Int) -> Int {
        guard start <= bytes.count else { return bytes.count }
        return bytes[start...].firstRange(of: Array(text.utf8))?.upperBound ?? bytes.count
    }

    private static func begins(_ text: String, _ bytes: [UInt8], _ start: Int) -> Bool {
        bytes[start...].starts(with: text.utf8)
    }

    private static func isWord(_ byte: UInt8) -> Bool {
        switch byte | 0x20 {
        case UInt8(ascii: "a")...UInt8(ascii: "z"): true
        default: (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || byte == UInt8(ascii: "_") || byte >= 0x80
        }
    }
}
