internal import CDuckDB

/// The owner of one `duckdb_table_description`; destroyed once, when it goes out of scope.
struct TableDescription: ~Copyable {
    private let pointer: duckdb_table_description?

    /// - Throws: `catalog` when there is no such table.
    init(
        connection: borrowing ConnectionHandle,
        catalog: String?,
        schema: String?,
        table: String
    ) throws(DuckDBError) {
        // The C API reads up to the first NUL: it would find another table.
        guard ![catalog ?? "", schema ?? "", table].contains(where: { $0.utf8.contains(0) }) else {
            throw DuckDBError(code: .catalog, message: "The name of a table contains a NUL character. Remove it.")
        }
        var description: duckdb_table_description?
        let state = duckdb_table_description_create_ext(connection.pointer, catalog, schema, table, &description)
        guard state == DuckDBSuccess else {
            defer { duckdb_table_description_destroy(&description) }
            let text = duckdb_table_description_error(description).map { String(cString: $0) }
            throw DuckDBError(code: .catalog, message: "Table \"\(table)\": \(text ?? "there is none of that name").")
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
