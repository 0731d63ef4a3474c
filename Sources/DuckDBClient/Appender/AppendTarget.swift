/// The table that rows are appended to and the columns that a row has, with the chunk that is being filled.
///
/// Which columns a row has is settled before the first row: all of them, those that were asked for, or those that the first
/// row has names for. The others get their defaults.
struct AppendTarget: ~Copyable {
    let table: String
    /// All columns of the table that can be written.
    private let tableColumns: [String]
    private let handle: AppenderHandle
    private var chunk: ChunkHandle?
    /// The columns that a row has; empty until that is settled.
    private(set) var columns: [String] = []
    private(set) var writers: [VectorWriter] = []

    init(connection: ConnectionHandle, _ name: TableName) throws(DuckDBError) {
        let description = try TableDescription(connection: connection, name)
        handle = try AppenderHandle(connection: connection, name)
        table = name.table
        tableColumns = description.columnNames
        chunk = nil
    }

    deinit {
        writers.forEach { $0.letGo() }
    }

    var isSettled: Bool { chunk != nil }

    /// Rows have all columns of the table that are not generated, unless it was said otherwise.
    mutating func settleAll() throws(DuckDBError) {
        guard !isSettled else { return }
        let types = handle.columnTypes
        guard types.count < tableColumns.count else { return try open(tableColumns, types) }
        // Generated columns cannot be written. The engine knows which they are, and refuses them one by one.
        var columns: [String] = []
        for column in tableColumns {
            guard (try? handle.add(column: column)) != nil else { continue }
            columns.append(column)
        }
        try open(columns, handle.columnTypes)
    }

    /// Rows have these columns from the first on.
    ///
    /// - Throws: `catalog` for a column that the table does not have, `misuse` for one that is named twice.
    mutating func settle(_ names: [String]) throws(DuckDBError) {
        var columns: [String] = []
        for name in names {
            let column = try find(name)
            guard !columns.contains(column) else {
                throw DuckDBError(code: .misuse, message: "Column \"\(column)\" of table \"\(table)\" is named twice.")
            }
            try handle.add(column: column)
            columns.append(column)
        }
        guard !columns.isEmpty else {
            throw DuckDBError(code: .misuse, message: "A row for table \"\(table)\" needs one column at least.")
        }
        try open(columns, handle.columnTypes)
    }

    /// The table's own spelling of a name: the engine compares names without case, its appender with it.
    private func find(_ name: String) throws(DuckDBError) -> String {
        if tableColumns.contains(name) { return name }
        guard let column = tableColumns.first(where: { $0.lowercased() == name.lowercased() }) else {
            throw DuckDBError(
                code: .catalog,
                message:
                    "Table \"\(table)\" has no column \"\(name)\". It has: \(tableColumns.joined(separator: ", "))."
            )
        }
        return column
    }

    private mutating func open(_ columns: [String], _ types: [LogicalType]) throws(DuckDBError) {
        let chunk = try handle.makeChunk()
        self.columns = columns
        writers = zip(columns, types).map { VectorWriter(name: "\(table).\($0)", type: $1) }
        chunk.point(writers, firstRow: 0)
        self.chunk = consume chunk
    }

    /// Hands the rows of the chunk to the engine, and empties it.
    mutating func handOver(rows: Int, of total: Int) throws(DuckDBError) {
        guard let chunk = chunk.take() else { return }
        chunk.setRowCount(rows)
        // Before anything can fail: the chunk goes with an error.
        writers.forEach { $0.letGo() }
        try handle.append(chunk)
        chunk.reset()
        chunk.point(writers, firstRow: total)
        self.chunk = consume chunk
    }

    /// Inserts all rows that were handed over.
    func close() throws(DuckDBError) {
        try handle.close()
    }
}
