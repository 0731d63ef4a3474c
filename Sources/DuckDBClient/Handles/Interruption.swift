internal import CDuckDB
internal import Synchronization

/// Cancels what runs for one cursor, from any thread: statements on its connections, and work it waits for.
package final class Interruption: Sendable {
    /// `@unchecked Sendable` is sound: the pointer is used only under the lock below, `duckdb_interrupt` may be called from
    /// any thread, and `disarm` takes the pointer away before the connection closes.
    private struct Target: @unchecked Sendable {
        let connection: duckdb_connection
    }

    private struct State {
        var targets: [Target] = []
        var cancelWait: (@Sendable () -> Void)?
        var isCancelled = false
    }

    private let state = Mutex(State())

    package init() {}

    func arm(_ handle: borrowing ConnectionHandle) {
        let target = Target(connection: handle.pointer)
        state.withLock { $0.targets.append(target) }
    }

    func disarm(_ handle: borrowing ConnectionHandle) {
        let target = Target(connection: handle.pointer)
        state.withLock { $0.targets.removeAll { $0.connection == target.connection } }
    }

    /// Runs `body`, which waits for other work, and cancels that work when the cursor is cancelled meanwhile.
    ///
    /// - Throws: What `body` throws; `CancellationError` when the cursor was cancelled before.
    package func waiting<T>(cancelling cancel: @escaping @Sendable () -> Void, _ body: () throws -> T) throws -> T {
        let isCancelled = state.withLock { state in
            state.cancelWait = cancel
            return state.isCancelled
        }
        defer { state.withLock { $0.cancelWait = nil } }
        if isCancelled { cancel() }
        return try body()
    }

    /// Interrupts until the connections are let go: the engine forgets an interrupt that comes just before a statement.
    package func cancel() {
        let cancelWait = state.withLock { state in
            state.isCancelled = true
            return state.cancelWait
        }
        cancelWait?()
        Task {
            while interrupt() { try? await Task.sleep(for: .milliseconds(20)) }
        }
    }

    /// Does nothing until the cursor is cancelled.
    ///
    /// - Throws: `CancellationError` after a `cancel()`.
    package func check() throws {
        if state.withLock({ $0.isCancelled }) { throw CancellationError() }
    }

    private func interrupt() -> Bool {
        state.withLock { state in
            for target in state.targets { duckdb_interrupt(target.connection) }
            return !state.targets.isEmpty
        }
    }
}
