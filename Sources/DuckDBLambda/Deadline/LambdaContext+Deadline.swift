internal import DuckDBClient
public import LambdaRuntime

extension LambdaContext {
    /// Runs `body`, cancels it shortly before Lambda would kill the function, and leaves it behind when that does not end it.
    ///
    /// A cancelled cursor interrupts the engine, and the environment stays warm. A call that cannot be interrupted, such as
    /// one that waits for a server in libpq, goes on by itself with its connection; its result is dropped.
    ///
    /// - Parameters:
    ///   - margin: The time kept back: half of it for the work to end, half for reporting the error.
    ///   - phase: Tells for the error what is going on.
    ///   - body: The work.
    /// - Returns: What `body` returns.
    /// - Throws: `DeadlineExceeded`, or what `body` throws; `CancellationError` when the task is cancelled.
    public func withDeadline<T: Sendable>(
        margin: Duration = .milliseconds(500),
        phase: @escaping @Sendable () -> String? = { nil },
        _ body: @escaping @Sendable () async throws -> T
    ) async throws -> T {
        let race = Race<T>()
        let work = Task { try await body() }
        let timer = Task {
            try await Task.sleep(for: max(getRemainingTime() - margin, .zero))
            let error = DeadlineExceeded(margin: margin, phase: phase())
            race.isOverdue(error)
            work.cancel()
            try await Task.sleep(for: margin / 2)
            race.finish(.failure(error))
        }
        Task {
            race.finish(await work.result)
            timer.cancel()
        }
        return try await withTaskCancellationHandler {
            try await race.result()
        } onCancel: {
            work.cancel()
        }
    }
}
