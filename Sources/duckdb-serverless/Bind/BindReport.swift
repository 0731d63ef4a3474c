/// A library whose references to its own symbols are settled, and how many there were.
struct BindReport: CommandReport {
    let path: String
    /// What was looked up when a process started.
    let addresses: Int
    /// What is not looked up when it is first called.
    let calls: Int

    var text: String { "\(path): \(addresses) addresses and \(calls) calls bound" }
}
