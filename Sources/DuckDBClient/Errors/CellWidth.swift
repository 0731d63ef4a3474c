/// How many terminal cells a character takes, as the engine counts them to place its caret.
enum CellWidth {
    static func of(_ character: Character) -> Int {
        // The engine takes the width of a cluster's first scalar, and counts no cells for control characters, tabs included.
        character.unicodeScalars.first.map(of) ?? 0
    }

    private static func of(_ scalar: Unicode.Scalar) -> Int {
        let properties = scalar.properties
        switch properties.generalCategory {
        case .control, .nonspacingMark, .enclosingMark: return 0
        case .format: return scalar == "\u{AD}" ? 1 : 0
        default: break
        }
        guard scalar.value >= 0x1100 else { return 1 }
        let isFlagPart = (0x1F1E6...0x1F1FF).contains(scalar.value)
        let isWide = wide.contains { $0.contains(scalar.value) } || (properties.isEmojiPresentation && !isFlagPart)
        return isWide ? 2 : 1
    }

    /// East Asian wide and full-width characters.
    private static let wide: [ClosedRange<UInt32>] = [
        0x1100...0x115F, 0x2329...0x232A, 0x2E80...0x303E, 0x3041...0x3247, 0x3250...0x4DBF, 0x4E00...0xA4CF,
        0xA960...0xA97C, 0xAC00...0xD7A3,
        0xF900...0xFAFF, 0xFE10...0xFE19, 0xFE30...0xFE6F, 0xFF01...0xFF60, 0xFFE0...0xFFE6, 0x16FE0...0x18CFF,
        0x1AFF0...0x1B2FF, 0x1F200...0x1F2FF, 0x20000...0x3FFFD,
    ]
}
