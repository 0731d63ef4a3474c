/// Which table rows are appended to; without a schema or catalog it is searched for, as in SQL.
struct TableName {
    let catalog: String?
    let schema: String?
    let table: String

    /// - Throws: `catalog` for a NUL: the C API reads up to it, and would find another table.
    init(catalog: String?, schema: String?, table: String) throws(DuckDBError) {
        guard ![catalog ?? "", schema ?? "", table].contains(where: { $0.utf8.contains(0) }) else {
            throw DuckDBError(code: .catalog, message: "The name of a table contains a NUL character. Remove it.")
        }
        self.catalog = catalog
        self.schema = schema
        self.table = table
    }
}
