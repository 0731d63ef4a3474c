/// What is measured once a round, and where its time went.
struct Subject {
    let name: String
    /// Returns the nanoseconds of each step.
    let run: () throws -> [Step]
}

/// A part of what a subject does.
struct Step {
    let name: String
    let nanoseconds: Int64
}

/// Subjects that are compared with each other and so measured in turn, a round each.
struct Group {
    let title: String
    let rounds: Int
    let subjects: [Subject]

    /// A warm-up and the rounds; the order turns, so that no subject always follows the same one.
    func measure() throws -> [Measured] {
        var times = subjects.map { _ in [[Step]]() }
        for subject in subjects { _ = try subject.run() }
        for round in 0..<rounds {
            for offset in subjects.indices {
                let index = (round + offset) % subjects.count
                times[index].append(try subjects[index].run())
            }
        }
        return zip(subjects, times).map { Measured(name: $0.name, rounds: $1) }
    }
}

/// A subject's times over all rounds.
struct Measured {
    let name: String
    let total: Samples
    /// The median of each step.
    let steps: [(name: String, median: Double)]

    init(name: String, rounds: [[Step]]) {
        self.name = name
        total = Samples(rounds.map { round in round.reduce(0) { $0 + $1.nanoseconds } })
        steps = rounds[0].indices.map { index in
            (rounds[0][index].name, Samples(rounds.map { $0[index].nanoseconds }).median)
        }
    }
}
