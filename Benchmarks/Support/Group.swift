/// Subjects that are compared with each other and so measured in turn, a round each.
package struct Group {
    package let title: String
    private let rounds: Int
    private let subjects: [Subject]

    package init(title: String, rounds: Int, subjects: [Subject]) {
        self.title = title
        self.rounds = rounds
        self.subjects = subjects
    }

    /// A warm-up and the rounds; the order turns, so that no subject always follows the same one.
    package func measure() throws -> [Measured] {
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

    /// What was measured, for people.
    package func table(_ measured: [Measured]) -> String {
        let header = "\(title): milliseconds, \(rounds) rounds in turn after a warm-up\n"
        let titles = "  " + pad("", 40) + ["median", "min", "max", "spread"].map { pad($0, -10) }.joined() + "\n"
        return header + titles
            + measured.map { subject in
                let total = subject.total
                let times = [total.median, total.least, total.most].map { pad(milliseconds($0), -10) }.joined()
                return "  " + pad(subject.name, 40) + times + pad("\(Int((total.spread * 100).rounded()))%", -10) + "\n"
            }.joined()
    }
}
