internal import Dispatch
internal import DuckDBClient

extension Task where Success: Sendable, Failure == any Error {
    /// The task's value, for one who may give up sooner: on a cancellation, or when the time is over.
    ///
    /// The task goes on for others.
    ///
    /// - Throws: What the task throws; `CancellationError`; `deadlineExceeded`.
    func value(within timeout: Duration?) async throws -> Success {
        let race = Race<Success>()
        Task<Void, Never> { race.finish(await result) }
        let timer = timeout.map { timeout in
            EngineTimer.timer(after: timeout) { race.finish(.failure(DuckDBError.wakeDeadlineExceeded(timeout))) }
        }
        defer { timer?.cancel() }
        return try await withTaskCancellationHandler {
            try await race.result()
        } onCancel: {
            race.finish(.failure(_Concurrency.CancellationError()))
        }
    }
}

extension DuckDBError {
    fileprivate static func wakeDeadlineExceeded(_ timeout: Duration) -> DuckDBError {
        DuckDBError(code: .deadlineExceeded, message: "The deadline of \(timeout) has passed while the engine woke.")
    }
}

extension Duration {
    /// What is left of a time that began at an instant; nil of none.
    static func left(of timeout: Duration?, since start: ContinuousClock.Instant) -> Duration? {
        timeout.map { max($0 - start.duration(to: .now), .zero) }
    }
}
