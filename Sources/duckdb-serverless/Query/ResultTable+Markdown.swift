/// The table as Markdown has them.
extension ResultTable {
    /// The table, and a note below where it does not have all rows.
    var markdown: String {
        guard !columns.isEmpty else { return "" }
        let head = Self.line(columns.map(\.name))
        let rule = "|" + columns.map { $0.isNumber ? "---:|" : "---|" }.joined()
        let rest = rows.count < rowCount ? ["", note] : []
        return ([head, rule] + rows.map(Self.line) + rest).joined(separator: "\n") + "\n"
    }

    private static func line(_ cells: [String]) -> String {
        "| " + cells.map(escaped).joined(separator: " | ") + " |"
    }

    /// What Markdown or HTML would take for its own.
    private static func escaped(_ text: String) -> String {
        text.replacing("\\", with: "\\\\").replacing("|", with: "\\|").replacing("<", with: "&lt;")
    }
}
