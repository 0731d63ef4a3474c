/// The results of up to 2048 rows, to be written by a function.
///
/// Rows are written in any order, each once; those that are not become NULL. It is lent for one call, which it cannot leave.
public struct OutputVector: ~Copyable {
    @usableFromInline let writer: VectorWriter
    let output: OutputColumn
    /// How many rows there are.
    public let count: Int

    init(_ output: OutputColumn, count: Int) {
        self.output = output
        writer = output.writer
        self.count = count
    }

    /// The results' SQL type.
    public var type: LogicalType { writer.type }

    /// Writes the result of one row.
    ///
    /// - Throws: `encoding` when the type does not hold the value, which fails the statement in any case if the type is a
    ///   nested one; `misuse` when there is no such row.
    public mutating func write(_ value: some ValueConvertible, at row: Int) throws(DuckDBError) {
        try output.write(value, at: row, of: count)
    }

    /// Makes the result of one row NULL.
    ///
    /// - Throws: `misuse` when there is no such row.
    public mutating func writeNull(at row: Int) throws(DuckDBError) {
        try output.writeNull(at: row, of: count)
    }

    mutating func finish() throws(DuckDBError) {
        try output.finish(count)
    }
}
