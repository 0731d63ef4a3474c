internal import CDuckDB

extension ChunkHandle {
    /// Lets each writer write its column of this chunk, which holds no rows.
    func point(_ writers: [VectorWriter], firstRow: Int) {
        for (index, writer) in writers.enumerated() {
            writer.point(to: duckdb_data_chunk_get_vector(pointer, idx_t(index)), firstRow: firstRow)
        }
    }

    /// Says how many rows have been written.
    func setRowCount(_ count: Int) {
        duckdb_data_chunk_set_size(pointer, idx_t(count))
    }

    /// Takes all rows away; whoever writes has to be pointed at the columns again.
    func reset() {
        duckdb_data_chunk_reset(pointer)
    }
}
