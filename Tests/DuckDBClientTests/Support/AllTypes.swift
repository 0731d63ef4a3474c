import DuckDBClient

/// DuckDB's own table of every type: its smallest value, its largest and NULL, a column each.
enum AllTypes {
    /// The columns; none when the engine fails, which fails the test of their number.
    static let columns: [Column] = {
        guard let rows = try? Database().connect().query("SELECT * FROM test_all_types() LIMIT 0") else { return [] }
        return Array(rows.columns)
    }()

    /// The three values of a column.
    static func values(of column: Column) throws -> [Value] {
        let rows = try Database().connect().fetchAll("SELECT \(SQL.identifier(column.name)) FROM test_all_types()")
        return rows.map { $0[0] }
    }
}
