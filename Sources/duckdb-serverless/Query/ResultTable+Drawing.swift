/// The table drawn with lines, for a terminal.
extension ResultTable {
    /// The fewest columns of the terminal that a column of the table is cut to.
    private static let least = 5
    /// A type is no reason to make a column wider than this.
    private static let widestType = 16

    /// The table, its note below.
    ///
    /// - Parameter width: How wide it may be; nil for as wide as it is.
    /// - Returns: Its lines, each with its end.
    func drawing(width: Int?) -> String {
        guard !columns.isEmpty else { return note + "\n" }
        let shown = shownColumns(width)
        let widths = fitted(shown, width)
        let isCut = shown.contains(nil)
        let names = shown.map { $0.map { columns[$0].name } ?? "…" }
        let types = shown.map { $0.map { columns[$0].type } ?? "…" }
        let cells = rows.map { row in shown.map { $0.map { row[$0] } ?? "…" } }
        let right = shown.map { $0.map { columns[$0].isNumber } ?? false }
        func line(_ texts: [String]) -> String {
            let cells = texts.indices.map { DisplayWidth.fit(texts[$0], widths[$0], rightAligned: right[$0]) }
            return "│ " + cells.joined(separator: " │ ") + " │"
        }
        func rule(_ left: String, _ middle: String, _ right: String) -> String {
            left + widths.map { String(repeating: "─", count: $0 + 2) }.joined(separator: middle) + right
        }
        let lines =
            [rule("┌", "┬", "┐"), line(names), line(types), rule("├", "┼", "┤")] + cells.map(line) + [
                rule("└", "┴", "┘")
            ]
        let hidden = isCut ? "; \(shown.count - 1) of \(columns.count) columns fit" : ""
        return (lines + [note + hidden]).joined(separator: "\n") + "\n"
    }

    /// The columns that fit at their least width; nil stands for those that are left out, from the middle.
    private func shownColumns(_ width: Int?) -> [Int?] {
        let all = Array(columns.indices)
        let most = width.map { max(2, ($0 - 1) / (Self.least + 3)) } ?? .max
        guard all.count > most else { return all }
        let left = most / 2
        return all.prefix(left).map { $0 } + [nil] + all.suffix(most - 1 - left).map { $0 }
    }

    /// How wide each column is; the widest give way until all fit.
    private func fitted(_ shown: [Int?], _ width: Int?) -> [Int] {
        let natural = shown.map { $0.map(naturalWidth) ?? 1 }
        guard let width else { return natural }
        let room = width - 1 - 3 * shown.count
        var most = natural.max() ?? 0
        while most > Self.least, natural.reduce(0, { $0 + min($1, most) }) > room { most -= 1 }
        var widths = natural.map { min($0, most) }
        // What is left of the room, from left to right.
        for index in widths.indices where widths[index] < natural[index] && widths.reduce(0, +) < room {
            widths[index] += 1
        }
        return widths
    }

    private func naturalWidth(_ column: Int) -> Int {
        let cells = rows.map { DisplayWidth.of($0[column]) }.max() ?? 0
        let head = max(
            DisplayWidth.of(columns[column].name),
            min(DisplayWidth.of(columns[column].type), Self.widestType)
        )
        return max(cells, head)
    }
}
