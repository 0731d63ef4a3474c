/// The rows of a result that are still to be read, on the thread of their connection.
///
/// The engine hands them out in chunks of up to 2048 rows, of which one is held here. Rows are read one by one, as
/// ``Row``, as a `Decodable` type or as a tuple; all at once with ``fetchAll()`` and its kind; or chunk by chunk, without
/// copying, with ``nextChunk()``.
public struct Rows: ~Copyable {
    private let handle: ResultHandle
    private var chunk: ChunkHandle?
    private var rowsBefore = 0
    @usableFromInline let position: RowPosition
    @usableFromInline let decoder: ResultDecoder

    init(_ handle: consuming ResultHandle) {
        position = RowPosition(handle.columns())
        decoder = ResultDecoder(position)
        self.handle = handle
    }

    deinit {
        decoder.end()
        position.leave()
    }

    /// Names and types of the columns.
    public var columns: Columns { position.columns }

    /// How many rows an INSERT, UPDATE or DELETE changed; 0 for a query.
    public var changedRows: Int { handle.changedRows }

    /// How many rows are left, of a result that the engine holds; 0 for a stream.
    @usableFromInline var expectedCount: Int { max(0, handle.rowCount - rowsBefore - position.row) }

    /// Waits until there is a row to read, or none is left; a stream has computed nothing before.
    ///
    /// - Returns: Whether there is a row to read.
    /// - Throws: The engine's error, when a stream fails between two chunks.
    @discardableResult
    public mutating func fill() throws(DuckDBError) -> Bool {
        while position.row == position.rowCount {
            rowsBefore += position.rowCount
            position.leave()
            chunk = nil
            guard let next = try fetch() else { return false }
            position.enter(next, firstRow: rowsBefore)
            chunk = consume next
        }
        return true
    }

    private func fetch() throws(DuckDBError) -> ChunkHandle? {
        do throws(DuckDBError) {
            return try handle.nextChunk()
        } catch {
            // Before the first row nothing is wrapped: text of that kind would be the statement's own.
            throw rowsBefore > 0 ? error.causeOfEnd ?? error : error
        }
    }

    /// The next chunk, whose columns can be read without copying; nil after the last.
    ///
    /// - Throws: The engine's error; `misuse` when some rows of the current chunk have been read already.
    public mutating func nextChunk() throws(DuckDBError) -> DataChunk? {
        guard try fill() else { return nil }
        guard position.row == 0 else {
            throw DuckDBError(
                code: .misuse,
                message: "The current chunk has been read in part, row by row. Read either rows or chunks of a result."
            )
        }
        return try nextUnreadChunk()
    }

    /// The next chunk of which a row is left to read, with the number of those that were read; nil after the last.
    ///
    /// - Throws: The engine's error.
    package mutating func nextUnreadChunk() throws(DuckDBError) -> DataChunk? {
        guard try fill(), let current = chunk.take() else { return nil }
        let rowsRead = position.row
        rowsBefore += position.rowCount
        position.leave()
        let readers = columns.map(VectorReader.init)
        current.point(readers, firstRow: rowsBefore - current.rowCount)
        return DataChunk(current, columns: columns, readers: readers, rowsRead: rowsRead)
    }

    /// Makes the next row the current one and runs `read`, which is given its number in the chunk.
    mutating func advance<T>(_ read: (RowPosition) throws(DuckDBError) -> T) throws(DuckDBError) -> T? {
        guard try fill() else { return nil }
        // Not `+=`, on which this compiler breaks under the thread sanitizer where exclusivity is unchecked.
        defer { position.row = position.row + 1 }
        return try read(position)
    }

    /// The rows of the current chunk that have not been read; nil after the last chunk.
    ///
    /// Whoever reads one counts it as read.
    @usableFromInline
    mutating func rowsOfChunk() throws(DuckDBError) -> Range<Int>? {
        try fill() ? position.row..<position.rowCount : nil
    }
}
