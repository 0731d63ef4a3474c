/// How many columns of a terminal texts take.
enum DisplayWidth {
    static func of(_ text: some StringProtocol) -> Int {
        text.utf8.allSatisfy { $0 < 0x80 } ? text.utf8.count : text.reduce(0) { $0 + of($1) }
    }

    static func of(_ character: Character) -> Int {
        guard let first = character.unicodeScalars.first, first.value > 0x7F else { return 1 }
        return isWide(first) || character.unicodeScalars.contains("\u{FE0F}") ? 2 : 1
    }

    /// The blocks of Unicode whose characters are wide, as most terminals have them.
    private static func isWide(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF,
            0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x20000...0x3FFFD:
            true
        default: scalar.properties.isEmojiPresentation
        }
    }

    /// The text in so many columns: cut with an ellipsis, or filled with spaces.
    static func fit(_ text: String, _ width: Int, rightAligned: Bool = false) -> String {
        let wide = of(text)
        guard wide > width else {
            let space = String(repeating: " ", count: width - wide)
            return rightAligned ? space + text : text + space
        }
        var cut = ""
        var used = 0
        for character in text {
            let more = of(character)
            guard used + more < width else { break }
            cut.append(character)
            used += more
        }
        return cut + "…" + String(repeating: " ", count: max(0, width - used - 1))
    }
}
