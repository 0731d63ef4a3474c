/// The rows of a call in which an argument is NULL that the function does not take.
@usableFromInline
struct NullRows {
    /// One bit a row, set where no such argument is NULL; nil where there is no such row.
    @usableFromInline let valid: [UInt64]?

    /// Takes the cells of the arguments that must not be NULL.
    init(_ columns: [VectorCells], rowCount: Int) {
        var valid: [UInt64]?
        for column in columns {
            guard let validity = column.validity else { continue }
            var words = valid ?? Array(repeating: .max, count: (rowCount + 63) / 64)
            for index in words.indices { words[index] &= validity[index] }
            valid = words
        }
        self.valid = valid
    }

    @inlinable
    subscript(row: Int) -> Bool {
        guard let valid else { return false }
        return valid[row &>> 6] & (1 &<< UInt64(truncatingIfNeeded: row & 63)) == 0
    }
}
