internal import DuckDBClient

extension CellEncoder {
    /// Adds, for each of these rows, how many bytes its cell's text will have at least.
    ///
    /// Found by the lengths that the engine has, before anything is written: a short statement can make rows of any size.
    func addLeastSizes(_ vector: ColumnVector, rows: Range<Int>, to sizes: inout [Int]) throws(DuckDBError) {
        switch type {
        case .varchar, .blob, .geometry, .bignum, .bit:
            let validity = vector.validity
            let texts = try vector.bytes()
            for row in rows where validity[row] { sizes[row - rows.lowerBound] += texts[row].count }
        case .list, .map:
            try addListSizes(vector, rows, &sizes)
        case .array(_, let size):
            let elements = rows.lowerBound * size..<rows.upperBound * size
            try add(elementSizes(vector, elements), of: rows.map { $0 * size..<($0 + 1) * size }, elements, &sizes)
        case .structure:
            for (index, part) in jsonParts.enumerated() {
                try part.addLeastSizes(try vector.child(index), rows: rows, to: &sizes)
            }
        case .union:
            for (index, part) in jsonParts.enumerated() {
                try part.addLeastSizes(try vector.child(index + 1), rows: rows, to: &sizes)
            }
        default:
            break
        }
    }

    /// The encoders of the parts, also where the column is JSON in a CSV file.
    private var jsonParts: [CellEncoder] { style.isJSON ? parts : parts.first?.parts ?? [] }

    private func addListSizes(_ vector: ColumnVector, _ rows: Range<Int>, _ sizes: inout [Int]) throws(DuckDBError) {
        let validity = vector.validity
        let entries = try vector.lists()
        var ranges: [Range<Int>] = []
        for row in rows { ranges.append(validity[row] ? entries[row].range : 0..<0) }
        let used = ranges.filter { !$0.isEmpty }
        guard let first = used.map(\.lowerBound).min(), let end = used.map(\.upperBound).max() else { return }
        try add(elementSizes(vector, first..<end), of: ranges, first..<end, &sizes)
    }

    /// At least a character and a comma each.
    private func elementSizes(_ vector: ColumnVector, _ elements: Range<Int>) throws(DuckDBError) -> [Int] {
        var sizes = [Int](repeating: 2, count: elements.count)
        for (index, part) in jsonParts.enumerated() {
            let child = try vector.child(0)
            let values = if case .map = type { try child.child(index) } else { child }
            try part.addLeastSizes(values, rows: elements, to: &sizes)
        }
        return sizes
    }

    private func add(_ elementSizes: [Int], of ranges: [Range<Int>], _ elements: Range<Int>, _ sizes: inout [Int]) {
        for (row, range) in ranges.enumerated() {
            for element in range { sizes[row] += elementSizes[element - elements.lowerBound] }
        }
    }
}
