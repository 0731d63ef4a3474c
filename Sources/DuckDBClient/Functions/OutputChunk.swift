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
    /// - Throws: `encoding` when the column does not hold the value; `misuse` when there is no such cell.
    public mutating func write(_ value: some ValueConvertible, column: Int, row: Int) throws(DuckDBError) {
        guard let output = try output(column) else { return }
        output.prepare(capacity)
        try value._write(to: output.writer, at: row)
    }

    func output(_ column: Int) throws(DuckDBError) -> OutputColumn? {
        guard outputs.indices.contains(column) else {
            throw DuckDBError(code: .misuse, message: "There is no column \(column): there are \(outputs.count).")
        }
        return outputs[column]
    }

    /// Sees to the cells that nobody wrote.
    mutating func finish() {
        for case let output? in outputs { output.prepare(capacity) }
    }
}
