internal import CDuckDB
internal import Synchronization

/// Cancels the statement that runs on a connection, from any thread.
final class Interruption: Sendable {
    /// `@unchecked Sendable` is sound: the pointer is used only under the lock below, `duckdb_interrupt` may be called from
    /// any thread, and `disarm` takes the pointer away before the connection closes.
    private struct Target: @unchecked Sendable {
        let connection: duckdb_connection
    }

    private struct State {
        var target: Target?
        var isCancelled = false
    }

    private let state = Mutex(State())

    func arm(_ handle: borrowing ConnectionHandle) {
        let target = Target(connection: handle.pointer)
        state.withLock { $0.target = target }
    }

    func disarm() {
        state.withLock { $0.target = nil }
    }

    /// Interrupts until the connection is let go: the engine forgets an interrupt that comes just before a statement.
    func cancel() {
        state.withLock { $0.isCancelled = true }
        Task {
            while interrupt() { try? await Task.sleep(for: .milliseconds(20)) }
        }
    }

    /// - Throws: `CancellationError` after a `cancel()`.
    func check() throws {
        if state.withLock({ $0.isCancelled }) { throw CancellationError() }
    }

    private func interrupt() -> Bool {
        state.withLock { state in
            guard let target = state.target else { return false }
            duckdb_interrupt(target.connection)
            return true
        }
    }
}
