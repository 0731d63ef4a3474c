/// What the engine shows of a statement below a message: a line's number, its text, and a caret below the place it means.
///
/// A line wider than 120 cells is shown around that place, with `...` where something is left out.
struct Excerpt {
    let line: Int
    private let text: String
    /// How many terminal cells the caret is to the right of the text's beginning.
    private let caret: Int

    init?(message: String) {
        // The last one: a message may quote text that looks like an excerpt.
        guard let marker = message.ranges(of: "\n\nLINE ").last else { return nil }
        let lines = message[marker.upperBound...].split(separator: "\n", omittingEmptySubsequences: false)
        let digits = lines[0].prefix { $0.isNumber }
        guard let line = Int(digits), lines[0].dropFirst(digits.count).hasPrefix(": "), lines.count > 1 else {
            return nil
        }
        let spaces = lines[1].prefix { $0 == " " }.count - "LINE \(digits): ".count
        guard lines[1].contains("^"), spaces >= 0 else { return nil }
        self.line = line
        text = String(lines[0].dropFirst(digits.count + 2))
        caret = spaces
    }

    /// The caret's place in the statement; nil when the excerpt is not of this statement, or of several places in it.
    func position(in sql: String) -> StatementPosition? {
        let lines = sql.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r" || $0 == "\r\n" }
        guard lines.indices.contains(line - 1), let (left, shown) = shown(of: lines[line - 1]) else { return nil }
        guard let column = Self.column(atCell: caret - left.marker, of: shown) else { return nil }
        return StatementPosition(line: line, column: left.characters + column + 1)
    }

    /// What is left out to the left, and the part of the line that is shown.
    private func shown(of line: Substring) -> (left: (characters: Int, marker: Int), shown: Substring)? {
        // The rest of the line may belong to the script's next statement.
        if line.hasPrefix(text) { return ((0, 0), line) }
        if text.hasSuffix("..."), line.hasPrefix(text.dropLast(3)) { return ((0, 0), text.dropLast(3)) }
        guard text.hasPrefix("...") else { return nil }
        let tail = text.dropFirst(3)
        if line.hasSuffix(tail) { return ((line.count - tail.count, 3), tail) }
        let middle = tail.dropLast(3)
        guard tail.hasSuffix("..."), let place = line.firstRange(of: middle) else { return nil }
        let next = line.index(after: place.lowerBound)
        guard line[next...].firstRange(of: middle) == nil else { return nil }
        return ((line.distance(from: line.startIndex, to: place.lowerBound), 3), middle)
    }

    /// How many characters stand to the left of a cell; nil when a character reaches across it.
    private static func column(atCell target: Int, of text: Substring) -> Int? {
        var cell = 0
        for (column, character) in text.enumerated() {
            let width = CellWidth.of(character)
            // Nothing points at a character without width, such as a tab.
            if cell >= target && width > 0 { return cell == target ? column : nil }
            cell += width
        }
        return cell == target ? text.count : nil
    }
}
