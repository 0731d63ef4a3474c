/// The times that one subject took, in nanoseconds.
package struct Samples {
    private var sorted: [Int64]

    package init(_ values: [Int64]) {
        sorted = values.sorted()
    }

    package var median: Double {
        let middle = sorted.count / 2
        return sorted.count % 2 == 1 ? Double(sorted[middle]) : Double(sorted[middle - 1] + sorted[middle]) / 2
    }

    /// The least that 95 of 100 values do not exceed.
    package var p95: Double { Double(sorted[(sorted.count * 95 + 99) / 100 - 1]) }
    package var least: Double { Double(sorted[0]) }
    package var most: Double { Double(sorted[sorted.count - 1]) }
    /// From the least to the most, as a part of the median.
    package var spread: Double { (most - least) / median }
}
