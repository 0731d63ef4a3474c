extension Appender {
    /// Appends one row whose values go to the columns of their names, letter case aside.
    ///
    /// Without `columns:` the first row says which columns there are; the others get their defaults.
    ///
    /// - Throws: As ``append(_:)``; `encoding` when the names are not those of the columns.
    public mutating func append(row: Row) throws(DuckDBError) {
        try append(names: row.columns.lazy.map(\.name), row.values, of: "A value")
    }

    /// Appends one row of an `Encodable` type, whose keys are the names of columns.
    ///
    /// Nil is NULL. Without `columns:` the keys of the first row say which columns there are; the others get their
    /// defaults. A type that is not keyed, such as `Int64` or `String`, is a row of one column.
    ///
    /// - Parameters:
    ///   - value: The row.
    ///   - keys: How columns are named after the keys.
    /// - Throws: As ``append(row:)``; `encoding` when the type's own `encode(to:)` fails.
    public mutating func append(
        encoding value: some Encodable,
        keys: ColumnKeys = .asNamed
    ) throws(DuckDBError) {
        let encoded: Value
        do throws(DuckDBError) { encoded = try Value(encoding: value, keys: keys) } catch { throw failed(error) }
        switch encoded {
        case .structure(let fields):
            try append(names: fields.lazy.map(\.name), fields.map(\.value), of: "\(type(of: value))")
        case .map(let entries):
            let names = entries.map { if case .text(let name) = $0.key { name } else { "\($0.key.kind)" } }
            try append(names: names, entries.map(\.value), of: "\(type(of: value))")
        default: try append(values: [encoded])
        }
    }

    private mutating func append(
        names: some Collection<String>,
        _ values: [Value],
        of type: String
    ) throws(DuckDBError) {
        if !names.elementsEqual(layout.names) || layout.names.isEmpty { try lay(out: Array(names)) }
        try begin(values: values.count)
        do throws(DuckDBError) {
            for (position, value) in zip(layout.positions, values) {
                try writers[position].write(value, of: type, at: row)
            }
        } catch {
            throw failed(error)
        }
        try end()
    }

    private mutating func lay(out names: [String]) throws(DuckDBError) {
        try settle(names)
        do throws(DuckDBError) {
            layout = try AppendLayout(names: names, columns: columns, table: table, row: rowCount + 1)
        } catch {
            throw failed(error)
        }
    }
}
