/// Where the named values of a row go: found once, and as long as the rows have the same names in the same order.
struct AppendLayout {
    private(set) var names: [String] = []
    /// The column of each name.
    private(set) var positions: [Int] = []

    init() {}

    /// - Throws: `encoding` for a name without a column, twice, or missing.
    init(names: [String], columns: [String], table: String, row: Int) throws(DuckDBError) {
        let columnPositions = Dictionary(
            columns.enumerated().map { ($1.lowercased(), $0) },
            uniquingKeysWith: { first, _ in first }
        )
        let place = "row \(row) for table \"\(table)\""
        var missing = Set(columns.indices)
        for name in names {
            guard let position = columnPositions[name.lowercased()] else {
                throw DuckDBError(
                    code: .encoding,
                    message: "There is a value named \"\(name)\" in \(place), whose columns are: "
                        + "\(columns.joined(separator: ", "))."
                )
            }
            guard missing.remove(position) != nil else {
                throw DuckDBError(code: .encoding, message: "There are two values named \"\(name)\" in \(place).")
            }
            positions.append(position)
        }
        guard missing.isEmpty else {
            let names = missing.sorted().map { columns[$0] }.joined(separator: ", ")
            throw DuckDBError(
                code: .encoding,
                message:
                    "There is no value for \(names) in \(place). Name the columns that rows have with `columns:`; the "
                    + "others get their defaults."
            )
        }
        self.names = names
    }
}
