import DuckDBClient
import Foundation
import LocalServices

/// The function's JSON as a table; DuckDB reads it, and so keeps the columns' order.
struct RowTable {
    private let names: [String]
    private let rows: [[String]]

    init(json: Data) throws {
        let folder = try ScratchFolder()
        let file = SQL.literal(try folder.write(json, as: "rows.json"))
        // At depth 1 every member stays the JSON that the function wrote, and `->> '$'` is its text.
        let sql: SQL = "SELECT COLUMNS(*) ->> '$' FROM read_json(\(file), format = 'array', maximum_depth = 1)"
        let fetched = try Database().connect().fetchAll(sql)
        names = fetched.first?.columns.map(\.name) ?? []
        rows = fetched.map { row in
            row.values.map { if case .text(let text) = $0 { text } else { "NULL" } }
        }
    }

    func print() {
        let widths = names.indices.map { index in
            ([names] + rows).map { $0[index].count }.max() ?? 0
        }
        let line = { (cells: [String]) in
            zip(cells, widths).map { $0.padding(toLength: $1, withPad: " ", startingAt: 0) }.joined(separator: "  ")
        }
        say(line(names))
        say(line(widths.map { String(repeating: "-", count: $0) }))
        for row in rows { say(line(row)) }
    }
}
