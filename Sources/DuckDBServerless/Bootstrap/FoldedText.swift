/// A text as bytes, its ASCII letters in lower case, which is how the engine compares names and schemes.
///
/// Bytes, because a parameter may hold megabytes, and because a letter with a combining mark is still that letter.
package struct FoldedText: Sendable {
    private let bytes: [UInt8]

    package init(_ text: String) {
        bytes = text.utf8.map { ($0 >= UInt8(ascii: "A") && $0 <= UInt8(ascii: "Z")) ? $0 | 0x20 : $0 }
    }

    func contains(_ other: FoldedText) -> Bool {
        occurs(other) { _ in true }
    }

    /// Whether the other text occurs with no letter, digit or underscore before or after it.
    func containsWord(_ other: FoldedText) -> Bool {
        occurs(other) { range in
            let before = range.lowerBound > 0 ? bytes[range.lowerBound - 1] : 0
            let after = range.upperBound < bytes.count ? bytes[range.upperBound] : 0
            return !Self.isWord(before) && !Self.isWord(after)
        }
    }

    private func occurs(_ other: FoldedText, where isMatch: (Range<Int>) -> Bool) -> Bool {
        guard let first = other.bytes.first, bytes.count >= other.bytes.count else { return false }
        for start in 0...(bytes.count - other.bytes.count) where bytes[start] == first {
            let range = start..<start + other.bytes.count
            if bytes[range].elementsEqual(other.bytes), isMatch(range) { return true }
        }
        return false
    }

    /// Beyond ASCII only ASCII's own word characters count: a name next to another letter is taken for itself, which
    /// selects a step too many at worst.
    private static func isWord(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"): true
        default: false
        }
    }
}
