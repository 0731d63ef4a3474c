/// What is measured once a round, and where its time went.
package struct Subject {
    let name: String
    /// Returns the nanoseconds of each step.
    let run: () throws -> [Step]

    package init(name: String, run: @escaping () throws -> [Step]) {
        self.name = name
        self.run = run
    }
}

/// A part of what a subject does.
package struct Step {
    let name: String
    package let nanoseconds: Int64

    package init(name: String, nanoseconds: Int64) {
        self.name = name
        self.nanoseconds = nanoseconds
    }
}
