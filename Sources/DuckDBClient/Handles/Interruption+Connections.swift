internal import CDuckDB
internal import Synchronization

extension Interruption {
    func add(_ connection: duckdb_connection) -> ConnectionID {
        let target = Target(id: ConnectionID(), pointer: connection)
        state.withLock { $0.targets.append(target) }
        return target.id
    }

    func remove(_ id: ConnectionID) {
        state.withLock { state in state.targets.removeAll { $0.id === id } }
    }

    func setStreaming(_ id: ConnectionID, _ isStreaming: Bool) {
        state.withLock { state in
            state.update(id) { target in
                target.isStreaming = isStreaming
                if !isStreaming && !target.isRunning { target.isInterrupted = false }
            }
        }
    }

    /// Interrupts what runs on one connection until the running call returns; does nothing when nothing runs.
    func interrupt(_ id: ConnectionID) {
        state.withLock { state in
            state.update(id) { $0.isInterrupted = $0.isRunning || $0.isStreaming }
        }
        startPulsing()
    }

    /// How far the running statement is; nil when the connection is closed.
    func progress(_ id: ConnectionID) -> duckdb_query_progress_type? {
        state.withLock { state in
            state.targets.first { $0.id === id }.map { duckdb_query_progress($0.pointer) }
        }
    }
}
