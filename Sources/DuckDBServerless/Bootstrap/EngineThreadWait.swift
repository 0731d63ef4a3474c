internal import Dispatch
internal import DuckDBClient
internal import Synchronization

/// Waits on an engine thread for async work.
///
/// A statement runs synchronously on a thread of the engine's own, where waiting blocks no task. Never to be used on
/// Swift's cooperative threads, which the work itself may need.
enum EngineThreadWait {
    /// - Throws: What the work throws; when the cursor is cancelled or its deadline comes, at once, while the work is cancelled.
    static func result<T: Sendable>(
        _ interruption: Interruption,
        of work: @escaping @Sendable () async throws -> T
    ) throws -> T {
        let box = Box<T>()
        let task = Task {
            do { box.finish(.success(try await work())) } catch { box.finish(.failure(error)) }
        }
        let cancel: @Sendable () -> Void = {
            task.cancel()
            box.finish(.failure(CancellationError()))
        }
        return try interruption.waiting(cancelling: cancel) { try box.wait() }
    }

    /// The first result counts.
    private final class Box<T: Sendable>: Sendable {
        private let result = Mutex<Result<T, any Error>?>(nil)
        private let isFinished = DispatchSemaphore(value: 0)

        func finish(_ value: Result<T, any Error>) {
            result.withLock { $0 = $0 ?? value }
            isFinished.signal()
        }

        func wait() throws -> T {
            isFinished.wait()
            guard let result = result.withLock({ $0 }) else { throw CancellationError() }
            return try result.get()
        }
    }
}
