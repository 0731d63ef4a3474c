internal import CDuckDB

/// The owner of one `duckdb_table_description`; destroyed once, when it goes out of scope.
struct TableDescription: ~Copyable {
    private let pointer: duckdb_table_description?
    private let counted = OpenHandle("duckdb_table_description")

    /// - Throws: `catalog` when there is no such table.
    init(connection: ConnectionHandle, _ name: TableName) throws(DuckDBError) {
        var description: duckdb_table_description?
        let state = duckdb_table_description_create_ext(
            connection.pointer,
            name.catalog,
            name.schema,
            name.table,
            &description
        )
        guard state == DuckDBSuccess else {
            defer { duckdb_table_description_destroy(&description) }
            let text = duckdb_table_description_error(description).map { String(cString: $0) }
            throw DuckDBError(
                code: .catalog,
                message: "Table \"\(name.table)\": \(text ?? "there is none of that name")."
            )
        }
        pointer = description
    }

    deinit {
        var description = pointer
        duckdb_table_description_destroy(&description)
    }

    /// The names of all columns, generated ones among them.
    var columnNames: [String] {
        (0..<duckdb_table_description_get_column_count(pointer)).map { index in
            let name = duckdb_table_description_get_column_name(pointer, index)
            defer { duckdb_free(name) }
            return name.map { String(cString: $0) } ?? ""
        }
    }
}
