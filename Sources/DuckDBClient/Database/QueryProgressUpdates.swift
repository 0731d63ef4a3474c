/// The progress of one connection's statements, asked for again and again; to be read from another task.
///
/// While no statement runs there is nothing to report and the sequence waits. It ends when the connection is closed, or the
/// reading task is cancelled. Each loop over it starts anew.
public struct QueryProgressUpdates: AsyncSequence, Sendable {
    fileprivate let interruption: Interruption
    fileprivate let id: Interruption.ConnectionID
    fileprivate let interval: Duration

    /// Reads the progress, then waits for the interval, and so on.
    public struct AsyncIterator: AsyncIteratorProtocol {
        fileprivate let updates: QueryProgressUpdates

        /// The next progress of a running statement; nil when the connection is closed or the task cancelled.
        public mutating func next() async -> QueryProgress? {
            while true {
                do { try await Task.sleep(for: updates.interval) } catch { return nil }
                switch updates.interruption.progress(updates.id) {
                case .closed: return nil
                case .idle: continue
                case .running(let progress): return progress
                }
            }
        }
    }

    /// Starts to read the progress.
    public func makeAsyncIterator() -> AsyncIterator { AsyncIterator(updates: self) }
}

extension Connection {
    /// Makes the engine keep count of this connection's statements, and returns what another task reads it from.
    ///
    /// Sets `enable_progress_bar` on, and `enable_progress_bar_print` off, for this connection. The engine counts what it
    /// knows the size of, such as the rows of tables and files; for others, and at a statement's beginning and end, it is 0.
    ///
    /// - Parameter interval: The time between two looks, 1 ms or more.
    /// - Returns: The updates; they do not keep the connection open.
    /// - Throws: The engine's error when it refuses the settings; `connectionBusy` while a stream is open.
    public func progress(every interval: Duration = .milliseconds(100)) throws(DuckDBError) -> QueryProgressUpdates {
        // In this order, or the engine could draw its bar on the standard output.
        try handle.run("SET enable_progress_bar_print = false")
        try handle.run("SET enable_progress_bar = true")
        return QueryProgressUpdates(
            interruption: interruption,
            id: handle.id,
            interval: min(max(interval, .milliseconds(1)), .seconds(3_000_000_000))
        )
    }
}
