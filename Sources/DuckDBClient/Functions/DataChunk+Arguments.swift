extension DataChunk {
    /// The columns, which are as many as the types, as these read them while the chunk is held.
    @usableFromInline
    func cells<each T: ValueConvertible>(_ types: repeat (each T).Type) -> (repeat TypedCells<each T>) {
        var readers = readers[...]
        func next<U>(_: U.Type) -> TypedCells<U> { TypedCells(readers.removeFirst().cells) }
        return (repeat next((each T).self))
    }

    /// All columns as one type reads them while the chunk is held.
    @usableFromInline
    func cells<T: ValueConvertible>(each _: T.Type) -> [TypedCells<T>] {
        readers.map { TypedCells($0.cells) }
    }
}
