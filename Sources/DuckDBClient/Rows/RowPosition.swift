/// The row that is being read: what `Rows` and the decoders it hands out share.
///
/// A decoder that somebody keeps sees the row that is current when it is used, and an error when there is none.
@usableFromInline
final class RowPosition {
    let columns: Columns
    let readers: [VectorReader]
    /// How many rows the current chunk has.
    var rowCount = 0
    var row = 0

    init(_ columns: Columns) {
        self.columns = columns
        readers = columns.map(VectorReader.init)
    }

    /// The cells of a column, to be read at ``row``.
    func cells(_ column: Int) throws(DuckDBError) -> VectorCells {
        guard row < rowCount else { throw VectorReader.rowIsGone }
        return readers[column].cells
    }

    func values() throws(DuckDBError) -> [Value] {
        var values: [Value] = []
        values.reserveCapacity(readers.count)
        for reader in readers { values.append(try reader.value(at: row)) }
        return values
    }
}
