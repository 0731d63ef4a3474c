/// Reads the rows of one chunk as tuples, the columns from left to right.
@usableFromInline
struct TupleReader<First: ValueConvertible, Second: ValueConvertible, each Other: ValueConvertible> {
    @usableFromInline let first: TypedCells<First>
    @usableFromInline let second: TypedCells<Second>
    @usableFromInline let others: (repeat TypedCells<each Other>)

    /// - Throws: `decoding` when there are more columns than types, or fewer.
    @usableFromInline
    init(_ position: RowPosition) throws(DuckDBError) {
        var cells = position.cells[...]
        try checkTuple(of: 2 + packCount(repeat (each Other).self), columns: cells.count)
        func next<T>(_: T.Type) -> TypedCells<T> { TypedCells(cells.removeFirst()) }
        first = next(First.self)
        second = next(Second.self)
        others = (repeat next((each Other).self))
    }
}

/// The cells of a column and the type that reads them.
@usableFromInline
struct TypedCells<T: ValueConvertible> {
    @usableFromInline let cells: VectorCells

    init(_ cells: VectorCells) {
        self.cells = cells
    }

    @inlinable
    func read(_ row: Int) throws(DuckDBError) -> T {
        try T._read(VectorCell(cells, row))
    }
}

/// Refuses a tuple that has not one type a column.
func checkTuple(of types: Int, columns: Int) throws(DuckDBError) {
    guard types == columns else {
        throw DuckDBError(
            code: .decoding,
            message: "The row has \(columns) columns, the tuple \(types). Give the tuple one type a column."
        )
    }
}

/// How many types a parameter pack has.
@usableFromInline
func packCount<each T>(_ types: repeat (each T).Type) -> Int {
    var count = 0
    for _ in repeat each types { count += 1 }
    return count
}
