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

    /// How far the running statement is.
    func progress(_ id: ConnectionID) -> Progress {
        state.withLock { state in
            guard let target = state.targets.first(where: { $0.id === id }) else { return .closed }
            guard target.isRunning || target.isStreaming else { return .idle }
            let progress = duckdb_query_progress(target.pointer)
            // It is negative for what the engine does not count: always, or only where a thread began before the first look.
            return .running(
                QueryProgress(
                    percentage: min(max(progress.percentage, 0), 100),
                    rowsProcessed: Int(clamping: progress.rows_processed),
                    totalRows: Int(clamping: progress.total_rows_to_process)
                )
            )
        }
    }

    /// What a look at a connection's progress finds.
    enum Progress {
        case closed
        case idle
        case running(QueryProgress)
    }
}
