/// One cell of a column, for the types that read themselves.
///
/// It is lent to `ValueConvertible._read` for the call: it cannot be kept, and nothing in it can be used from outside this
/// module, so that no type can read another cell than its own.
public struct VectorCell: ~Escapable {
    @usableFromInline let cells: VectorCells
    @usableFromInline let row: Int

    @inlinable
    @_lifetime(immortal)
    init(_ cells: VectorCells, _ row: Int) {
        self.cells = cells
        self.row = row
    }

    @inlinable var kind: VectorCells.Kind { cells.kind }

    /// Whether the cell is not NULL.
    @inlinable var isValid: Bool { cells.isValid(row) }

    /// The cell as it is stored; only for the type that ``kind`` stands for.
    @inlinable
    func load<T: BitwiseCopyable>(_ type: T.Type) -> T { cells.load(type, at: row) }

    /// Any cell as any type, by way of ``Value``, with the place in the error.
    @usableFromInline
    func convert<T: ValueConvertible>(_ type: T.Type) throws(DuckDBError) -> T { try cells.convert(type, at: row) }
}
