internal import Synchronization

/// Dedicated threads for engine calls, so that a query never blocks Swift's cooperative pool.
///
/// A call takes an idle thread or starts one: calls never queue behind each other, since a waiting call may hold what the
/// running one needs. Up to `idleLimit` threads stay for the next call; a new thread costs about 50 µs.
package final class EngineThreads: Sendable {
    /// The threads of the process.
    package static let shared = EngineThreads(idleLimit: 4)

    private let idle = Mutex<[EngineThread]>([])
    private let idleLimit: Int

    init(idleLimit: Int) {
        self.idleLimit = idleLimit
    }

    /// Runs `body` on an engine thread and returns what it returns.
    package func run<T: Sendable>(_ body: @escaping @Sendable () throws -> T) async throws -> T {
        try await withCheckedThrowingContinuation { continuation in
            do {
                try start(body) { continuation.resume(with: $0) }
            } catch {
                continuation.resume(throwing: error)
            }
        }
    }

    /// Starts `body` on an engine thread and returns; `report` gets its result when what `body` refers to has been let go, so that
    /// a database which nobody else has is closed by then.
    ///
    /// - Throws: `scheduler` when the system refuses a thread.
    package func start<T: Sendable>(
        _ body: @escaping @Sendable () throws -> T,
        _ report: @escaping @Sendable (Result<T, any Error>) -> Void
    ) throws(DuckDBError) {
        let job: EngineThread.Job = {
            let result = Result(catching: body)
            return { report(result) }
        }
        if let thread = idle.withLock({ $0.popLast() }) {
            thread.perform(job)
        } else {
            try EngineThread.start(first: job) { [self] thread in park(thread) }
        }
    }

    /// Keeps a thread that has nothing to do, unless enough are kept already.
    private func park(_ thread: EngineThread) -> Bool {
        idle.withLock { idle in
            guard idle.count < idleLimit else { return false }
            idle.append(thread)
            return true
        }
    }
}
