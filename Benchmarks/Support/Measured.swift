/// A subject's times over all rounds.
package struct Measured {
    package let name: String
    package let total: Samples
    /// The median of each step.
    package let steps: [(name: String, median: Double)]

    /// Of times without steps, in nanoseconds.
    package init(name: String, values: [Int64]) {
        self.init(name: name, rounds: values.map { [Step(name: name, nanoseconds: $0)] })
    }

    init(name: String, rounds: [[Step]]) {
        self.name = name
        total = Samples(rounds.map { round in round.reduce(0) { $0 + $1.nanoseconds } })
        steps = rounds[0].indices.map { index in
            (rounds[0][index].name, Samples(rounds.map { $0[index].nanoseconds }).median)
        }
    }
}
