/// Up to 2048 rows of a result, or of a function's arguments, held by the engine column by column.
///
/// Reading a column copies nothing: ``column(_:)`` looks into the engine's own memory, and cannot outlive the chunk.
public struct DataChunk: ~Copyable {
    private let handle: ChunkHandle
    let readers: [VectorReader]
    /// Names and types of the columns.
    public let columns: Columns
    /// How many of its rows were read one by one before.
    package let rowsRead: Int

    init(_ handle: consuming ChunkHandle, columns: Columns, readers: [VectorReader], rowsRead: Int = 0) {
        self.handle = handle
        self.rowsRead = rowsRead
        self.columns = columns
        self.readers = readers
    }

    deinit {
        readers.forEach { $0.letGo() }
    }

    /// How many rows the chunk has, 1 to 2048.
    public var rowCount: Int { handle.rowCount }

    /// The cells of the column at this position.
    ///
    /// - Throws: `misuse` when there is no such column.
    @_lifetime(borrow self)
    public func column(_ position: Int) throws(DuckDBError) -> ColumnVector {
        guard readers.indices.contains(position) else {
            throw DuckDBError(noColumn: position, of: readers.count)
        }
        let vector = ColumnVector(readers[position], count: rowCount)
        return _overrideLifetime(vector, borrowing: self)
    }
}

extension DuckDBError {
    /// A column of a chunk that it does not have.
    init(noColumn position: Int, of count: Int) {
        self.init(code: .misuse, message: "There is no column \(position) among \(count), counted from 0.")
    }
}
