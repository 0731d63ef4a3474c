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
        let title = "\(title): milliseconds, \(rounds) rounds in turn after a warm-up"
        let lines = measured.map { Table.line($0.name, $0.total) }
        return ([title, Table.header] + lines).joined(separator: "\n") + "\n"
    }
}
