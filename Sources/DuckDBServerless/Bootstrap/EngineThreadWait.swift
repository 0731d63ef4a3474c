internal import Dispatch
internal import Synchronization

/// Waits on an engine thread for async work.
///
/// A statement runs synchronously on a thread of the engine's own, where waiting blocks no task. Never to be used on
/// Swift's cooperative threads, which the work itself may need.
enum EngineThreadWait {
    static func result<T: Sendable>(of work: @escaping @Sendable () async throws -> T) throws -> T {
        let box = Box<T>()
        Task.detached {
            let result: Result<T, any Error>
            do { result = .success(try await work()) } catch { result = .failure(error) }
            box.finish(result)
        }
        return try box.wait()
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
