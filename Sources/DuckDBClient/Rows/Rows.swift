/// The rows of a result that are still to be read, on the thread of their connection.
///
/// The engine hands them out in chunks of up to 2048 rows. It keeps one chunk here, and one row at a time becomes a Swift
/// value.
public struct Rows: ~Copyable {
    private let handle: ResultHandle
    private var chunk: ChunkHandle?
    /// They point into `chunk` and change with it.
    private var readers: [VectorReader] = []
    private var rowCount = 0
    private var position = 0
    /// Names and types of the columns.
    public let columns: Columns

    init(_ handle: consuming ResultHandle) {
        columns = handle.columns()
        self.handle = handle
    }

    /// How many rows an INSERT, UPDATE or DELETE changed; 0 for a query.
    public var changedRows: Int { handle.changedRows }

    /// The next row, or nil after the last.
    public mutating func next() throws(DuckDBError) -> Row? {
        guard try fill() else { return nil }
        defer { position += 1 }
        var values: [Value] = []
        values.reserveCapacity(readers.count)
        for reader in readers { values.append(try reader.value(at: position)) }
        return Row(columns: columns, values: values)
    }

    /// Waits until there is a row to read, or none is left; a stream has computed nothing before.
    ///
    /// - Returns: Whether there is a row to read.
    @discardableResult
    public mutating func fill() throws(DuckDBError) -> Bool {
        while position == rowCount {
            guard let next = try handle.nextChunk() else { return false }
            readers = next.readers(for: columns)
            rowCount = next.rowCount
            position = 0
            chunk = consume next
        }
        return true
    }
}
