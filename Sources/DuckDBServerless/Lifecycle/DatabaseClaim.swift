internal import Dispatch
internal import DuckDBClient
internal import Synchronization

/// A file that this process has for itself: claimed by one `DuckDB`, and held by every engine that has it open.
///
/// A call that was left behind keeps its engine, and so the file, open. The file is nobody else's until the last of them is
/// closed: two instances of one file in one process would overwrite each other, and the engine's own lock does not see that.
final class DatabaseClaim: Sendable {
    private static let claimed = Mutex<Set<String>>([])

    let path: String
    private let state = Mutex(State())

    private struct State {
        var holders = 1
        var engines = 0
        var waiting: [Race<Void>] = []
    }

    /// Nil when the process has the file already.
    init?(path: String) {
        self.path = path
        guard Self.claimed.withLock({ $0.insert(path).inserted }) else { return nil }
    }

    /// Holds the file until the database is closed.
    func hold(for database: Database) {
        state.withLock { state in
            state.holders += 1
            state.engines += 1
        }
        database.onClose { [self] in
            let waiting = state.withLock { state in
                state.engines -= 1
                guard state.engines == 0 else { return [Race<Void>]() }
                defer { state.waiting = [] }
                return state.waiting
            }
            release()
            // Who has waited finds the file free, if nobody else has it.
            for race in waiting { race.finish(.success(())) }
        }
    }

    /// One holder more, until it says ``release()``.
    func retain() {
        state.withLock { $0.holders += 1 }
    }

    /// One holder less; with the last one the file is free.
    func release() {
        let isFree = state.withLock { state in
            state.holders -= 1
            return state.holders == 0
        }
        if isFree { Self.claimed.withLock { _ = $0.remove(path) } }
    }

    /// Waits until no engine has the file open any more, a second at most.
    ///
    /// - Returns: Whether none has.
    func isClosed() async -> Bool {
        let race = Race<Void>()
        let isClosed = state.withLock { state in
            if state.engines > 0 { state.waiting.append(race) }
            return state.engines == 0
        }
        if isClosed { return true }
        let timer = EngineTimer.timer(after: .seconds(1)) { race.finish(.failure(CancellationError())) }
        defer { timer.cancel() }
        return (try? await race.result()) != nil
    }
}
