public import LambdaRuntime

extension LambdaContext {
    /// Runs `body` and cancels it shortly before Lambda would kill the function, so that the caller gets an error and the
    /// environment stays warm.
    ///
    /// A cancelled cursor interrupts the engine. A call that the engine cannot interrupt, such as one that waits for a
    /// server in libpq, is waited for.
    ///
    /// - Parameters:
    ///   - margin: The time kept for reporting the error.
    ///   - body: The work.
    /// - Returns: What `body` returns.
    /// - Throws: `DeadlineExceeded`, or what `body` throws.
    public func withDeadline<T: Sendable>(
        margin: Duration = .milliseconds(500),
        _ body: @escaping @Sendable () async throws -> T
    ) async throws -> T {
        let remaining = getRemainingTime() - margin
        return try await withThrowingTaskGroup(of: T.self) { group in
            group.addTask { try await body() }
            group.addTask {
                try await Task.sleep(for: max(remaining, .zero))
                throw DeadlineExceeded(margin: margin)
            }
            defer { group.cancelAll() }
            guard let result = try await group.next() else { throw CancellationError() }
            return result
        }
    }
}
