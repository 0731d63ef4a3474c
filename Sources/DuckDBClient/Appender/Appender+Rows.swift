extension Appender {
    /// Appends one row, a value a column: `try appender.append(1, "a", Double?.none)`.
    ///
    /// - Throws: `encoding` when a value does not fit its column or their number is wrong; the engine's error when the rows
    ///   so far cannot be inserted, `constraint` for example.
    @inlinable
    public mutating func append<each T: ValueConvertible>(_ values: repeat each T) throws(DuckDBError) {
        var count = 0
        for _ in repeat each values { count += 1 }
        try begin(values: count)
        do throws(DuckDBError) {
            var column = 0
            for value in repeat each values {
                try writers[column].accept(value, at: row)
                column += 1
            }
        } catch {
            throw failed(error)
        }
        try end()
    }

    /// Appends one row of values, in the order of the columns.
    ///
    /// - Throws: As ``append(_:)``.
    public mutating func append(values: [Value]) throws(DuckDBError) {
        try begin(values: values.count)
        do throws(DuckDBError) {
            for (writer, value) in zip(writers, values) { try writer.write(value, at: row) }
        } catch {
            throw failed(error)
        }
        try end()
    }

    /// Appends many rows at once, an array a column: `try appender.append(columns: ids, names)`.
    ///
    /// The arrays are of one length.
    ///
    /// - Throws: As ``append(_:)``; `encoding` when the lengths differ.
    @inlinable
    public mutating func append<each T: ValueConvertible>(columns: repeat [each T]) throws(DuckDBError) {
        var counts: [Int] = []
        for column in repeat each columns { counts.append(column.count) }
        try begin(values: counts.count)
        let count = counts.first ?? 0
        guard counts.allSatisfy({ $0 == count }) else {
            throw failed(
                DuckDBError(
                    code: .encoding,
                    message: "The columns for table \"\(table)\" have different lengths: "
                        + "\(counts.map(String.init).joined(separator: ", "))."
                )
            )
        }
        var start = 0
        while start < count {
            let rows = min(writers[0].capacity - row, count - start)
            do throws(DuckDBError) {
                var column = 0
                for values in repeat each columns {
                    let writer = writers[column]
                    for index in 0..<rows { try writer.accept(values[start + index], at: row + index) }
                    column += 1
                }
            } catch {
                throw failed(error)
            }
            start += rows
            try end(rows: rows)
        }
    }
}
