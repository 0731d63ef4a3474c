extension TextBuffer {
    mutating func append(text: String) {
        append(text.utf8.span)
    }

    /// A string in quotes, escaped as RFC 8259 demands: quote, backslash and everything below a space.
    ///
    /// What is not UTF-8 becomes U+FFFD.
    mutating func append(jsonString text: Span<UInt8>) {
        append(UInt8(ascii: "\""))
        let start = count
        if !appendEscaped(text), !text.isUTF8 {
            truncate(to: start)
            _ = appendEscaped(text.repaired.utf8.span)
        }
        append(UInt8(ascii: "\""))
    }

    mutating func append(jsonString text: String) {
        append(jsonString: text.utf8.span)
    }

    /// Returns whether it was ASCII alone.
    @inline(__always)
    private mutating func appendEscaped(_ text: Span<UInt8>) -> Bool {
        let bytes = text.bytes
        reserve(text.count + 8)
        var index = 0
        var seen: UInt64 = 0
        while index &+ 8 <= text.count {
            let word = bytes.word(at: index)
            seen |= word
            let special = Bytes.escaped(in: word)
            // Of a word with a character to escape, those before it.
            let plain = special == 0 ? 8 : special.trailingZeroBitCount >> 3
            append(word, length: plain)
            index &+= plain
            if plain < 8 {
                append(escaped: text[index])
                index &+= 1
            }
        }
        while index < text.count {
            let byte = text[index]
            seen |= UInt64(byte)
            if byte >= 0x20, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\") {
                append(byte)
            } else {
                append(escaped: byte)
            }
            index &+= 1
        }
        return seen & Bytes.highBits == 0
    }

    private mutating func append(escaped byte: UInt8) {
        switch byte {
        case UInt8(ascii: "\""): append("\\\"")
        case UInt8(ascii: "\\"): append("\\\\")
        case UInt8(ascii: "\n"): append("\\n")
        case UInt8(ascii: "\r"): append("\\r")
        case UInt8(ascii: "\t"): append("\\t")
        default:
            append("\\u00")
            append(hex: byte)
        }
    }

    mutating func append(hex byte: UInt8) {
        for half in [byte >> 4, byte & 15] {
            append(half < 10 ? UInt8(ascii: "0") + half : UInt8(ascii: "a") + half - 10)
        }
    }

    /// A field of RFC 4180: in quotes where it has to be, and where it is empty, since nothing at all is NULL.
    mutating func append(csvField text: Span<UInt8>, delimiter: CSVDelimiter) {
        guard text.isUTF8OrASCII else { return append(csvField: text.repaired.utf8.span, delimiter: delimiter) }
        guard text.isEmpty || text.needsQuotes(delimiter.byte) else { return append(text) }
        append(UInt8(ascii: "\""))
        for index in text.indices {
            if text[index] == UInt8(ascii: "\"") { append(UInt8(ascii: "\"")) }
            append(text[index])
        }
        append(UInt8(ascii: "\""))
    }
}

/// Eight bytes looked at in one word.
private enum Bytes {
    static let lowBits: UInt64 = 0x0101_0101_0101_0101
    static let highBits: UInt64 = 0x8080_8080_8080_8080

    /// The high bits of the bytes that JSON escapes; of the lowest such byte for sure, those above it may be mistaken.
    @inline(__always)
    static func escaped(in word: UInt64) -> UInt64 {
        let control = (word &- lowBits &* 0x20) & ~word
        return (control | matches(word, UInt8(ascii: "\"")) | matches(word, UInt8(ascii: "\\"))) & highBits
    }

    @inline(__always)
    static func matches(_ word: UInt64, _ byte: UInt8) -> UInt64 {
        let difference = word ^ lowBits &* UInt64(byte)
        return (difference &- lowBits) & ~difference
    }
}

extension RawSpan {
    @inline(__always)
    fileprivate func word(at index: Int) -> UInt64 {
        // Any eight bytes are a word, and the span checks that they are its own.
        UInt64(littleEndian: unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self))
    }
}

extension Span<UInt8> {
    fileprivate var isUTF8: Bool { (try? UTF8Span(validating: self)) != nil }

    fileprivate var isUTF8OrASCII: Bool {
        var seen: UInt64 = 0
        var index = 0
        while index &+ 8 <= count {
            seen |= bytes.word(at: index)
            index &+= 8
        }
        while index < count {
            seen |= UInt64(self[index])
            index &+= 1
        }
        return seen & Bytes.highBits == 0 || isUTF8
    }

    /// A string with U+FFFD for what is not UTF-8.
    fileprivate var repaired: String { withUnsafeBytes { String(decoding: $0, as: UTF8.self) } }

    fileprivate func needsQuotes(_ delimiter: UInt8) -> Bool {
        var index = 0
        while index &+ 8 <= count {
            let word = bytes.word(at: index)
            let special =
                Bytes.matches(word, delimiter) | Bytes.matches(word, UInt8(ascii: "\""))
                | Bytes.matches(word, UInt8(ascii: "\n")) | Bytes.matches(word, UInt8(ascii: "\r"))
            if special & Bytes.highBits != 0 { return true }
            index &+= 8
        }
        while index < count {
            switch self[index] {
            case delimiter, UInt8(ascii: "\""), UInt8(ascii: "\n"), UInt8(ascii: "\r"): return true
            default: index &+= 1
            }
        }
        return false
    }
}
