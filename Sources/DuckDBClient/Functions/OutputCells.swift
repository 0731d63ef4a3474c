/// The cells of one column that a function writes, and the type that it writes; nowhere, where the column is not used.
@usableFromInline
struct OutputCells<T: ValueConvertible> {
    @usableFromInline let writer: VectorWriter?

    init(_ writer: VectorWriter?) {
        self.writer = writer
    }

    @inlinable
    func write(_ value: T, at row: Int) throws(DuckDBError) {
        try writer?.accept(value, at: row)
    }
}

extension OutputChunk {
    /// The columns, which are as many as the types, for rows of which each is written whole.
    @usableFromInline
    func cells<each T: ValueConvertible>(_ types: repeat (each T).Type) -> (repeat OutputCells<each T>) {
        var outputs = outputs[...]
        func next<U>(_: U.Type) -> OutputCells<U> { OutputCells(outputs.removeFirst()?.wholeRows()) }
        return (repeat next((each T).self))
    }
}
