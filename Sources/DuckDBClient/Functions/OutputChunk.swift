/// Room for the next rows of a table function, up to 2048.
///
/// It is lent for one call, which it cannot leave. The cells of a row that are not written are NULL. Columns that the
/// statement does not use are not kept, and need not be computed: ``isUsed(_:)`` says which are.
public struct OutputChunk: ~Copyable {
    /// One a column; nil for those that are not used.
    let outputs: [OutputColumn?]
    /// How many rows there is room for.
    public let capacity: Int

    init(_ outputs: [OutputColumn?], capacity: Int) {
        self.outputs = outputs
        self.capacity = capacity
    }

    /// Whether the statement uses the column at this position.
    public func isUsed(_ column: Int) -> Bool { outputs.indices.contains(column) && outputs[column] != nil }

    /// Writes one cell; nothing, where the column is not used.
    ///
    /// - Throws: As ``OutputVector/write(_:at:)``.
    public mutating func write(_ value: some ValueConvertible, column: Int, row: Int) throws(DuckDBError) {
        try output(column)?.write(value, at: row, of: capacity)
    }

    /// Makes one cell NULL; does nothing, where the column is not used.
    ///
    /// - Throws: `misuse` when there is no such column or row.
    public mutating func writeNull(column: Int, row: Int) throws(DuckDBError) {
        try output(column)?.writeNull(at: row, of: capacity)
    }

    func output(_ column: Int) throws(DuckDBError) -> OutputColumn? {
        guard outputs.indices.contains(column) else {
            throw DuckDBError(noColumn: column, of: outputs.count)
        }
        return outputs[column]
    }

    /// Sees to the cells that nobody wrote.
    mutating func finish() throws(DuckDBError) {
        for case let output? in outputs { try output.finish(capacity) }
    }
}
