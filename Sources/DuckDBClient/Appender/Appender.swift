/// Appends rows to a table, many times faster than INSERT.
///
/// Rows are collected column by column and handed to the engine 2048 at a time. An appender is handed to the closure of
/// ``Connection/append(to:schema:catalog:columns:_:)`` and cannot leave it.
///
/// Values are converted exactly or refused: a number out of the column's range, a DECIMAL with too many digits, a text in
/// an INTEGER column are errors that name table, column, row and both types, never the value. After an error the appender
/// takes no more rows, and nothing that it was given is kept.
public struct Appender: ~Copyable {
    private var target: AppendTarget
    /// The columns of the chunk that is being filled; empty until it is settled which columns a row has.
    @usableFromInline private(set) var writers: [VectorWriter] = []
    /// The next row of the chunk.
    @usableFromInline var row = 0
    /// How many rows have been handed over before.
    private var rowsBefore = 0
    private var failure: DuckDBError?
    /// Where the named values of a row go, as the last row had them.
    var layout = AppendLayout()

    init(_ target: consuming AppendTarget) {
        writers = target.writers
        self.target = target
    }

    /// How many rows have been appended.
    public var rowCount: Int { rowsBefore + row }

    /// The columns that a row has.
    ///
    /// Those that were asked for; without that, all columns from the first row of values on, or those that the first row
    /// with names has. Empty before.
    public var columns: [String] { target.columns }

    /// The name of the table.
    public var table: String { target.table }
}

// What rows of all kinds do

extension Appender {
    /// Checks that a row can begin, with so many values.
    @usableFromInline
    mutating func begin(values count: Int) throws(DuckDBError) {
        try checkUsable()
        if !target.isSettled {
            try attempt { target throws(DuckDBError) in try target.settleAll() }
            writers = target.writers
        }
        guard count == writers.count else {
            throw failed(
                DuckDBError(
                    code: .encoding,
                    message: "A row for table \"\(table)\" has \(writers.count) values "
                        + "(\(target.columns.joined(separator: ", "))), row \(rowCount + 1) was given \(count)."
                )
            )
        }
    }

    /// Settles which columns a row has, before the first one.
    mutating func settle(_ names: [String]) throws(DuckDBError) {
        try checkUsable()
        guard !target.isSettled else { return }
        try attempt { target throws(DuckDBError) in try target.settle(names) }
        writers = target.writers
    }

    private func checkUsable() throws(DuckDBError) {
        guard let failure else { return }
        throw DuckDBError(
            code: .misuse,
            message: "The appender takes no more rows: an earlier error ended it. Let errors leave the closure. "
                + "It was: \(failure)"
        )
    }

    /// Counts rows that have been written, and hands them over when the chunk is full.
    @usableFromInline
    mutating func end(rows: Int = 1) throws(DuckDBError) {
        row += rows
        guard row == VectorWriter.standardCapacity else { return }
        try handOver()
    }

    private mutating func handOver() throws(DuckDBError) {
        let (rows, total) = (row, rowCount)
        try attempt { target throws(DuckDBError) in try target.handOver(rows: rows, of: total) }
        rowsBefore = total
        row = 0
    }

    /// Hands over what is left and inserts it.
    mutating func finish() throws(DuckDBError) -> Int {
        if let failure { throw failure }
        if row > 0 { try handOver() }
        try target.close()
        return rowCount
    }

    private mutating func attempt(
        _ body: (inout AppendTarget) throws(DuckDBError) -> Void
    ) throws(DuckDBError) {
        do throws(DuckDBError) { try body(&target) } catch { throw failed(error) }
    }

    /// Ends the appender with this error.
    @usableFromInline
    mutating func failed(_ error: DuckDBError) -> DuckDBError {
        failure = error
        return error
    }
}
