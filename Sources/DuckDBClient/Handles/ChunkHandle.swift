internal import CDuckDB

/// The owner of one `duckdb_data_chunk`; destroyed once, when it goes out of scope.
struct ChunkHandle: ~Copyable {
    private let pointer: duckdb_data_chunk
    private let counted = OpenHandle("duckdb_data_chunk")

    init(owning pointer: duckdb_data_chunk) {
        self.pointer = pointer
    }

    deinit {
        var chunk: duckdb_data_chunk? = pointer
        duckdb_destroy_data_chunk(&chunk)
    }

    var rowCount: Int { Int(duckdb_data_chunk_get_size(pointer)) }

    /// One reader a column.
    ///
    /// They point into the chunk and are used only while it is borrowed.
    func readers(for columns: Columns) -> [VectorReader] {
        columns.enumerated().map { index, column in
            VectorReader(vector: duckdb_data_chunk_get_vector(pointer, idx_t(index)), type: column.type)
        }
    }
}
