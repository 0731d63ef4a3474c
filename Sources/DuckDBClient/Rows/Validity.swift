/// Which cells of a vector are not NULL.
public struct Validity: ~Escapable {
    /// One bit a cell, or nil when no cell is NULL.
    ///
    /// Sound outside the handles: the mask is the chunk's, which this type cannot outlive, and has a bit for each of `count`
    /// cells, which every look is checked against.
    @usableFromInline let words: UnsafePointer<UInt64>?
    @usableFromInline let count: Int

    @_lifetime(immortal)
    init(_ words: UnsafePointer<UInt64>?, count: Int) {
        self.words = words
        self.count = count
    }

    /// Whether the engine says beforehand that no cell is NULL.
    @inlinable
    public var isAllValid: Bool { words == nil }

    /// Whether the cell is not NULL; of a row that there is not, the program ends.
    @inlinable
    public subscript(row: Int) -> Bool {
        precondition(row >= 0 && row < count, "row out of range")
        guard let words else { return true }
        return words[row &>> 6] &>> UInt64(truncatingIfNeeded: row & 63) & 1 != 0
    }
}
