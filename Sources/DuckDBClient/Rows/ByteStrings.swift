/// The texts or bytes of a column, where the engine has them.
public struct ByteStrings: ~Escapable {
    // Sound outside the handles: the cells are the chunk's, which this type cannot outlive, and there are `count` of them,
    // which every look is checked against.
    @usableFromInline let cells: VectorCells
    /// How many there are.
    public let count: Int

    @_lifetime(immortal)
    init(_ cells: VectorCells, count: Int) {
        self.cells = cells
        self.count = count
    }

    /// The bytes of one cell, none of a NULL; of VARCHAR they are UTF-8.
    ///
    /// What stands in a cell that is NULL means nothing. Of a row that there is not, the program ends.
    @inlinable
    public subscript(row: Int) -> Span<UInt8> {
        @_lifetime(copy self) get {
            precondition(row >= 0 && row < count, "row out of range")
            let bytes = Span<UInt8>(_unsafeElements: cellBytes(row).assumingMemoryBound(to: UInt8.self))
            return _overrideLifetime(bytes, copying: self)
        }
    }

    /// Of a cell that is NULL none: what the engine has left in it can be a length without bytes.
    @inlinable
    func cellBytes(_ row: Int) -> UnsafeRawBufferPointer {
        cells.isValid(row) ? cells.bytes(at: row) : UnsafeRawBufferPointer(start: nil, count: 0)
    }

    /// One cell as a string, copied; what is not UTF-8 becomes U+FFFD.
    ///
    /// Of a row that there is not, the program ends.
    @inlinable
    public func string(at row: Int) -> String {
        precondition(row >= 0 && row < count, "row out of range")
        return String(decoding: cellBytes(row), as: UTF8.self)
    }
}
