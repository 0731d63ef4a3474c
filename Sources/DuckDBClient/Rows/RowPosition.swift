/// The row that is being read: what `Rows` and the decoder it hands out share.
///
/// A decoder that somebody keeps sees the row that is current when it is used, and an error when there is none.
@usableFromInline
final class RowPosition {
    let columns: Columns
    let readers: [VectorReader]
    // Unchecked, because they are read for every cell, and only ever set as a whole, never lent to other code for a change.
    /// The readers' cells, side by side; none between two chunks.
    @exclusivity(unchecked) private(set) var cells: [VectorCells] = []
    /// How many rows the current chunk has.
    @exclusivity(unchecked) private(set) var rowCount = 0
    @exclusivity(unchecked) @usableFromInline var row = 0

    init(_ columns: Columns) {
        self.columns = columns
        readers = columns.map(VectorReader.init)
    }

    /// Goes to the first row of a chunk.
    func enter(_ chunk: borrowing ChunkHandle, firstRow: Int) {
        chunk.point(readers, firstRow: firstRow)
        cells = readers.map(\.cells)
        rowCount = chunk.rowCount
        row = 0
    }

    /// Forgets the chunk, which is about to go.
    func leave() {
        readers.forEach { $0.letGo() }
        cells = []
        rowCount = 0
        row = 0
    }

    /// One cell of the current row.
    func read<T: ValueConvertible>(_ type: T.Type, at column: Int) throws(DuckDBError) -> T {
        guard row < rowCount else { throw VectorReader.rowIsGone }
        return try T._read(VectorCell(cells[column], row))
    }

    func isNull(at column: Int) throws(DuckDBError) -> Bool {
        guard row < rowCount else { throw VectorReader.rowIsGone }
        return !cells[column].isValid(row)
    }

    /// The number of the current row in the result, from 0.
    var number: Int { (readers.first?.firstRow ?? 0) + row }
}
