/// Cells in columns as wide as their widest cell, for a terminal.
struct TextTable {
    let header: [String]
    var rows: [[String]] = []
    /// The columns that are not set to the left.
    var rightAligned: Set<Int> = []

    /// The header and the rows, each a line that is indented by two spaces and does not end in one.
    var lines: [String] {
        let all = [header] + rows
        let widths = header.indices.map { column in all.map { $0[column].count }.max() ?? 0 }
        return all.map { cells in
            let padded = cells.indices.map { column in
                let space = String(repeating: " ", count: widths[column] - cells[column].count)
                return rightAligned.contains(column) ? space + cells[column] : cells[column] + space
            }
            let line = "  " + padded.joined(separator: "  ")
            return String(line[..<(line.lastIndex { $0 != " " }.map(line.index(after:)) ?? line.startIndex)])
        }
    }
}
