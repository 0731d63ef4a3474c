internal import CDuckDB

/// A vector that a function fills, in which every row is NULL until it is written.
///
/// What stands in a vector that nobody wrote is left from earlier calls: texts and lists that are gone.
final class OutputColumn {
    let writer: VectorWriter
    private var isPrepared = false
    /// Why a nested value was written in part only: its elements are there, and what stands in some is left from before.
    private var failure: DuckDBError?

    init(_ writer: VectorWriter) {
        self.writer = writer
    }

    /// Another vector is to be filled.
    func point(to vector: duckdb_vector?, capacity: Int, firstRow: Int) {
        writer.point(to: vector, capacity: capacity, firstRow: firstRow)
        isPrepared = false
        failure = nil
    }

    /// The writer, for somebody who writes every row that is to count.
    func wholeRows() -> VectorWriter {
        isPrepared = true
        return writer
    }

    /// Writes a cell of a vector that has so many rows.
    func write(_ value: some ValueConvertible, at row: Int, of rows: Int) throws(DuckDBError) {
        prepare(rows)
        do throws(DuckDBError) {
            try writer.accept(value, at: row)
        } catch {
            if !writer.children.isEmpty { failure = error }
            throw error
        }
    }

    /// Makes a cell NULL.
    func writeNull(at row: Int, of rows: Int) throws(DuckDBError) {
        prepare(rows)
        try writer.writeNull(at: row)
    }

    /// Leaves nothing unwritten.
    ///
    /// - Throws: What kept a nested value from being written whole, even when the function has caught it.
    func finish(_ rows: Int) throws(DuckDBError) {
        prepare(rows)
        if let failure { throw failure }
    }

    /// Before the first write: makes all rows NULL.
    private func prepare(_ rows: Int) {
        guard !isPrepared else { return }
        isPrepared = true
        writer.makeNull(rows)
    }

    /// All rows as they are stored, none of them NULL.
    func buffer<Element: VectorElement>(
        _: Element.Type,
        count: Int
    ) throws(DuckDBError) -> UnsafeMutableBufferPointer<Element> {
        guard writer.type.isPlain, Element.physicalType == writer.type.physicalType else {
            throw DuckDBError(
                code: .encoding,
                message:
                    "\"\(writer.name)\" (\(writer.type)) is not written as numbers of \(Element.self). Write value by "
                    + "value, or see LogicalType.physicalType."
            )
        }
        guard let data = writer.data, count <= writer.capacity else { throw VectorWriter.vectorIsGone }
        if isPrepared { for row in 0..<count { writer.markValid(row) } }
        isPrepared = true
        // The engine allocated the vector for this type and for so many rows.
        return UnsafeMutableBufferPointer(start: data.assumingMemoryBound(to: Element.self), count: count)
    }
}

extension VectorWriter {
    /// Makes so many rows NULL, which the vector has.
    fileprivate func makeNull(_ rows: Int) {
        guard rows > 0, holds(rows - 1) else { return }
        for row in 0..<rows { try? writeNull(at: row) }
    }
}

extension LogicalType {
    /// Whether whatever bits stand in a cell are a value of the type.
    fileprivate var isPlain: Bool {
        switch self {
        case .tinyint, .smallint, .integer, .bigint, .hugeint, .utinyint, .usmallint, .uinteger, .ubigint, .uhugeint,
            .float, .double, .decimal, .uuid, .date, .timestamp, .timestampTZ:
            true
        default: false
        }
    }
}
