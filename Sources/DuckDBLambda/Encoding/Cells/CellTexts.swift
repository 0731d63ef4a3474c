internal import NIOCore

/// The texts of a block of cells, column after column, with the place where each ends.
struct CellTexts: ~Copyable {
    var text = TextBuffer()
    private var ends: [Int] = []

    mutating func removeAll() {
        text.truncate(to: 0)
        ends.removeAll(keepingCapacity: true)
    }

    mutating func reserve(cells: Int) {
        ends.reserveCapacity(ends.count + cells)
    }

    /// What was written since the last cell is a cell.
    @inline(__always)
    mutating func endCell() {
        ends.append(text.count)
    }

    func start(of cell: Int) -> Int { cell == 0 ? 0 : ends[cell - 1] }

    func range(of cell: Int) -> Range<Int> { start(of: cell)..<ends[cell] }

    /// The texts of consecutive cells, which lie side by side.
    func range(of cells: Range<Int>) -> Range<Int> { start(of: cells.lowerBound)..<start(of: cells.upperBound) }

    /// Writes the cells in the order of rows: the first of each column, then the second of each.
    ///
    /// - Parameters:
    ///   - rows: How many cells a column has.
    ///   - dropped: How many bytes at the beginning of the very first cell are left out.
    ///   - buffer: Where to.
    func weave(rows: Int, dropping dropped: Int, into buffer: inout ByteBuffer) {
        buffer.writeWithUnsafeMutableBytes(minimumWritableBytes: text.count) { target in
            // Sound: the target has room for all of the text, and each cell of it is copied once.
            guard var place = target.baseAddress else { return 0 }
            text.withBytes(0..<text.count) { text in
                text.withUnsafeBytes { source in
                    guard let source = source.baseAddress else { return }
                    for row in 0..<rows {
                        for cell in stride(from: row, to: ends.count, by: rows) {
                            let start = cell == 0 ? dropped : ends[cell - 1]
                            let length = ends[cell] - start
                            place.copyMemory(from: source + start, byteCount: length)
                            place += length
                        }
                    }
                }
            }
            return text.count - dropped
        }
    }
}
