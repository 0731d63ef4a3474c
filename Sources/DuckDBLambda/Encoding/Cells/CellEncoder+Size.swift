internal import DuckDBClient

/// How large a text will be, by the lengths that the engine has, before anything is written: a short statement can make rows of
/// any size.
extension CellEncoder {
    /// Whether cells of the type can be large.
    var isOfAnySize: Bool {
        switch type {
        case .varchar, .blob, .geometry, .bignum, .bit, .list, .map, .array, .structure, .union: true
        default: false
        }
    }

    /// Adds, for each of these rows, how many bytes its cell's text will have at least.
    func addLeastSizes(_ vector: ColumnVector, rows: Range<Int>, to sizes: inout [Int]) throws(DuckDBError) {
        switch type {
        case .varchar, .blob, .geometry, .bignum, .bit:
            let validity = vector.validity
            let texts = try vector.bytes()
            for row in rows where validity[row] { sizes[row - rows.lowerBound] += texts[row].count }
        default:
            guard isOfAnySize else { return }
            for row in rows { sizes[row - rows.lowerBound] += try leastSize(vector, row..<row + 1) }
        }
    }

    /// How many bytes the texts of these rows will have at least: what the engine has of them, and two for each element.
    private func leastSize(_ vector: ColumnVector, _ rows: Range<Int>) throws(DuckDBError) -> Int {
        let validity = vector.validity
        var size = 2 * rows.count
        switch type {
        case .varchar, .blob, .geometry, .bignum, .bit:
            let texts = try vector.bytes()
            for row in rows where validity[row] { size += texts[row].count }
        case .list, .map:
            let entries = try vector.lists()
            for row in rows where validity[row] { size += try partSizes(try vector.child(0), entries[row].range) }
        case .array(_, let count):
            for row in rows where validity[row] {
                size += try partSizes(try vector.child(0), row * count..<(row + 1) * count)
            }
        case .structure: size += try memberSizes(vector, rows, first: 0)
        // Before the members there is the tag.
        case .union: size += try memberSizes(vector, rows, first: 1)
        default: break
        }
        return size
    }

    /// The encoders of the parts, also where the column is JSON in a CSV file.
    private var jsonParts: [CellEncoder] { style.isJSON ? parts : parts.first?.parts ?? [] }

    private func partSizes(_ elements: ColumnVector, _ rows: Range<Int>) throws(DuckDBError) -> Int {
        guard case .map = type else { return try jsonParts.first?.leastSize(elements, rows) ?? 0 }
        return try memberSizes(elements, rows, first: 0)
    }

    private func memberSizes(_ vector: ColumnVector, _ rows: Range<Int>, first: Int) throws(DuckDBError) -> Int {
        var size = 0
        for (index, part) in jsonParts.enumerated() {
            size += try part.leastSize(try vector.child(first + index), rows)
        }
        return size
    }
}
