/// A subject's times over all rounds.
package struct Measured {
    package let name: String
    package let total: Samples
    /// The median of each step.
    package let steps: [(name: String, median: Double)]

    init(name: String, rounds: [[Step]]) {
        self.name = name
        total = Samples(rounds.map { round in round.reduce(0) { $0 + $1.nanoseconds } })
        steps = rounds[0].indices.map { index in
            (rounds[0][index].name, Samples(rounds.map { $0[index].nanoseconds }).median)
        }
    }
}
