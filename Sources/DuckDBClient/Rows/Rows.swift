/// The rows of a result that are still to be read, on the thread of their connection.
///
/// The engine holds the result in chunks of up to 2048 rows; one chunk at a time becomes Swift values.
public struct Rows: ~Copyable {
    private let handle: ResultHandle
    private var buffer: [Row] = []
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
        while position == buffer.count {
            guard let chunk = try nextChunk() else { return nil }
            buffer = chunk
            position = 0
        }
        defer { position += 1 }
        return buffer[position]
    }

    /// The next chunk's rows, or nil after the last; at most 2048 of them.
    ///
    /// Rows that `next()` has buffered but not returned are not in it: use the one or the other.
    public mutating func nextChunk() throws(DuckDBError) -> [Row]? {
        guard let chunk = try handle.nextChunk() else { return nil }
        let readers = chunk.readers(for: columns)
        var rows: [Row] = []
        rows.reserveCapacity(chunk.rowCount)
        for index in 0..<chunk.rowCount {
            var values: [Value] = []
            values.reserveCapacity(readers.count)
            for reader in readers { values.append(try reader.value(at: index)) }
            rows.append(Row(columns: columns, values: values))
        }
        return rows
    }

    mutating func remaining() throws(DuckDBError) -> [Row] {
        var rows = Array(buffer[position...])
        while let chunk = try nextChunk() { rows += chunk }
        return rows
    }
}
