/// Prints what `body` takes, for the table of Documentation/faults.md.
func recovery<T>(_ what: String, _ body: () async throws -> sending T) async rethrows -> sending T {
    let start = ContinuousClock.now
    defer { print("recovery: \(what): \(Int(start.duration(to: .now) / .milliseconds(1))) ms") }
    return try await body()
}
