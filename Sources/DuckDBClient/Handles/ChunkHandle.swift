internal import CDuckDB

/// One `duckdb_data_chunk`: destroyed once, when it goes out of scope, if it is owned.
struct ChunkHandle: ~Copyable {
    let pointer: duckdb_data_chunk
    private let isOwned: Bool
    private let counted = OpenHandle("duckdb_data_chunk")

    init(owning pointer: duckdb_data_chunk) {
        self.pointer = pointer
        isOwned = true
    }

    /// A chunk that the engine lends for a call.
    init(borrowing pointer: duckdb_data_chunk) {
        self.pointer = pointer
        isOwned = false
    }

    deinit {
        guard isOwned else { return }
        var chunk: duckdb_data_chunk? = pointer
        duckdb_destroy_data_chunk(&chunk)
    }

    var columnCount: Int { Int(duckdb_data_chunk_get_column_count(pointer)) }

    var rowCount: Int { Int(duckdb_data_chunk_get_size(pointer)) }

    /// Lets each reader read its column of this chunk.
    func point(_ readers: [VectorReader], firstRow: Int) {
        for (index, reader) in readers.enumerated() {
            reader.point(to: duckdb_data_chunk_get_vector(pointer, idx_t(index)), firstRow: firstRow)
        }
    }
}
