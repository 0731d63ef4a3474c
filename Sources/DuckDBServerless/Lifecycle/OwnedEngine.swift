internal import DuckDBClient
internal import Synchronization

/// An engine with one owner, who closes it when nothing runs in it any more.
final class OwnedEngine: Sendable {
    private let state: Mutex<State>

    private struct State {
        var engine: Engine?
        var isClosing = false
        var running = 0
        var waiting: [CheckedContinuation<Void, Never>] = []
    }

    init(_ engine: Engine) {
        state = Mutex(State(engine: engine))
    }

    /// - Returns: Nil when the engine is closed or closing.
    func cursor<T: Sendable>(
        timeout: Duration?,
        _ body: @escaping @Sendable (borrowing Cursor) throws -> T
    ) async throws -> T? {
        guard begin() else { return nil }
        defer { end() }
        return try await engine?.cursor(timeout: timeout, body)
    }

    private var engine: Engine? { state.withLock(\.engine) }

    /// Whether something that the engine had attached is gone for good.
    ///
    /// So is one that is closed for that reason.
    var isSpent: Bool { state.withLock { $0.isClosing || $0.engine?.isSpent == true } }

    private func begin() -> Bool {
        state.withLock { state in
            guard !state.isClosing else { return false }
            state.running += 1
            return true
        }
    }

    /// Waits for the cursors that run, then closes the engine on a thread of its own: with a file, that writes the log into it.
    ///
    /// What a cursor has left behind keeps the engine open until it ends.
    func close() async {
        await withCheckedContinuation { continuation in
            let isIdle = state.withLock { state in
                state.isClosing = true
                guard state.running > 0 else { return true }
                state.waiting.append(continuation)
                return false
            }
            if isIdle { continuation.resume() }
        }
        let last = Mutex(state.withLock { $0.engine.take() })
        // Where no thread is to be had, this one closes it.
        try? await EngineThreads.shared.run { last.withLock { $0 = nil } }
    }

    private func end() {
        let waiting = state.withLock { state in
            state.running -= 1
            guard state.running == 0 else { return [CheckedContinuation<Void, Never>]() }
            defer { state.waiting = [] }
            return state.waiting
        }
        for continuation in waiting { continuation.resume() }
    }
}
