import DuckDBClient

/// The first rows of a result as text, and how many there are in all.
struct ResultTable {
    struct Column {
        let name: String
        let type: String
        let isNumber: Bool
    }

    let columns: [Column]
    /// The most rows that are kept.
    let limit: Int
    private(set) var rows: [[String]] = []
    private(set) var rowCount = 0

    init(_ columns: Columns, limit: Int) {
        self.columns = columns.map {
            Column(name: CellText.oneLine($0.name), type: CellText.oneLine("\($0.type)"), isNumber: $0.type.isNumber)
        }
        self.limit = limit
    }

    /// Reads all rows and keeps the first.
    ///
    /// - Throws: The engine's error.
    mutating func read(_ result: inout Rows) throws(DuckDBError) {
        while let chunk = try result.nextChunk() {
            for row in 0..<min(chunk.rowCount, limit - rows.count) {
                var cells: [String] = []
                for column in columns.indices { cells.append(CellText.of(try chunk.column(column).value(at: row))) }
                rows.append(cells)
            }
            rowCount += chunk.rowCount
        }
    }

    /// How many rows there are, and how many of them are shown.
    var note: String {
        let count = "\(rowCount) \(rowCount == 1 ? "row" : "rows")"
        return rows.count == rowCount ? count : "the first \(rows.count) of \(count); --max-rows shows more, 0 all"
    }
}

extension LogicalType {
    /// Whether its values are set to the right.
    var isNumber: Bool {
        switch self {
        case .tinyint, .smallint, .integer, .bigint, .hugeint, .utinyint, .usmallint, .uinteger, .ubigint, .uhugeint,
            .bignum,
            .float, .double, .decimal:
            true
        default: false
        }
    }
}
