internal import CDuckDB

extension Value {
    /// Reads a value that the engine made, and destroys it.
    ///
    /// By way of a vector of one row, which stands for the value: there is one reader for every type.
    ///
    /// - Throws: `unsupportedType` for a type that this client does not read.
    init(consuming value: duckdb_value) throws(DuckDBError) {
        var value: duckdb_value? = value
        defer { duckdb_destroy_value(&value) }
        // Belongs to the value.
        let type = duckdb_get_value_type(value)
        var vector = duckdb_create_vector(type, 1)
        defer { duckdb_destroy_vector(&vector) }
        duckdb_vector_reference_value(vector, value)
        let reader = VectorReader(name: "value", type: LogicalType(type))
        reader.point(to: vector)
        self = try reader.value(at: 0)
    }
}
