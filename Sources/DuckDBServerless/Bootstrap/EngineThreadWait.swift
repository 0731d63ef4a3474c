internal import Dispatch
internal import DuckDBClient
internal import Synchronization

/// Waits on an engine thread for async work.
///
/// A statement runs synchronously on a thread of the engine's own, where waiting blocks no task. Never to be used on
/// Swift's cooperative threads, which the work itself may need.
enum EngineThreadWait {
    /// - Throws: What the work throws; a cancelled cursor cancels it.
    static func result<T: Sendable>(
        _ interruption: Interruption,
        of work: @escaping @Sendable () async throws -> T
    ) throws -> T {
        let box = Box<T>()
        let task = Task { try await work() }
        Task { box.finish(await task.result) }
        return try interruption.waiting(cancelling: { task.cancel() }) { try box.wait() }
    }

    private final class Box<T: Sendable>: Sendable {
        // Replaced before the signal; what it starts with is never seen.
        private let result = Mutex<Result<T, any Error>>(.failure(CancellationError()))
        private let isFinished = DispatchSemaphore(value: 0)

        func finish(_ value: Result<T, any Error>) {
            result.withLock { $0 = value }
            isFinished.signal()
        }

        func wait() throws -> T {
            isFinished.wait()
            return try result.withLock { $0 }.get()
        }
    }
}
