/// The times that one subject took, in nanoseconds.
struct Samples {
    private var sorted: [Int64]

    init(_ values: [Int64]) {
        sorted = values.sorted()
    }

    var median: Double {
        let middle = sorted.count / 2
        return sorted.count % 2 == 1 ? Double(sorted[middle]) : Double(sorted[middle - 1] + sorted[middle]) / 2
    }

    var least: Double { Double(sorted[0]) }
    var most: Double { Double(sorted[sorted.count - 1]) }
    /// From the least to the most, as a part of the median.
    var spread: Double { (most - least) / median }
}
