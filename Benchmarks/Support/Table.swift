/// Lines of a table of times, in milliseconds.
package enum Table {
    /// The titles of the columns.
    package static let header =
        "  " + pad("", 40) + ["median", "p95", "min", "max", "spread"].map { pad($0, -10) }.joined()

    package static func line(_ name: String, _ samples: Samples) -> String {
        let times = [samples.median, samples.p95, samples.least, samples.most].map { pad(milliseconds($0), -10) }
            .joined()
        return "  " + pad(name, 40) + times + pad("\(Int((samples.spread * 100).rounded()))%", -10)
    }
}
