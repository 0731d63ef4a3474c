/// Runs work until a deadline; returns nil when the deadline comes first, after the work has been cancelled.
func withDeadline<Output: Sendable>(
    _ deadline: ContinuousClock.Instant,
    _ work: @escaping @Sendable () async throws -> Output
) async throws -> Output? {
    try await withThrowingTaskGroup(of: Output?.self) { group in
        group.addTask { try await work() }
        group.addTask {
            try await Task.sleep(until: deadline, clock: .continuous)
            return nil
        }
        defer { group.cancelAll() }
        return try await group.next() ?? nil
    }
}
