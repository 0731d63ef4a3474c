internal import Dispatch

/// An open DuckDB database, to be shared by all tasks of a process.
///
/// Opening costs about 25 ms, a connection to it about 10 µs. It closes when the last reference, connections included,
/// is gone, on the thread that lets go of it: for a file that includes writing the log into it. Run `CHECKPOINT` before where
/// that thread must not be held up.
public final class Database: Sendable {
    let handle: DatabaseHandle

    /// Opens a database in memory, or in a file, with engine settings that can be given only here or from here on.
    ///
    /// A file must be open once only in a process: the engine's lock on it does not hold off the process that has it, and a
    /// second instance neither sees what the first writes nor keeps from overwriting it. Where the same file may be asked for
    /// twice, open it with a ``DatabaseCache``.
    ///
    /// Blocks the calling thread; in async code use ``open(path:settings:)``; the compiler insists.
    ///
    /// - Parameters:
    ///   - path: A file, or nil for a database in memory.
    ///   - settings: Engine settings such as `("threads", "2")`, applied in this order.
    /// - Throws: `io` when the file cannot be opened; `invalidConfiguration` for a value that a setting does not take;
    ///   `invalidInput` for a name that no setting has.
    @available(*, noasync, message: "It blocks the thread. Use Database.open.")
    public init(path: String? = nil, settings: [(name: String, value: String)] = []) throws(DuckDBError) {
        handle = try DatabaseHandle(path: path ?? ":memory:", settings: settings)
    }

    init(_ handle: DatabaseHandle) {
        self.handle = handle
    }

    /// Opens a database on a thread of its own, so that Swift's cooperative threads stay free.
    ///
    /// - Throws: `DuckDBError` as ``init(path:settings:)``.
    public static func open(
        path: String? = nil,
        settings: [(name: String, value: String)] = []
    ) async throws -> Database {
        try await EngineThreads.shared.run { try Database(path: path, settings: settings) }
    }

    /// The version of the linked engine, such as `v1.5.4`.
    public static var engineVersion: String { EngineVersion.current }

    /// A new connection, to be used on the calling thread, which it blocks while a statement runs.
    ///
    /// In async code use ``withConnection(timeout:_:)``; the compiler insists. Costs about 10 µs.
    ///
    /// - Throws: `connection` when the engine opens none.
    @available(*, noasync, message: "Its statements block the thread. Use withConnection.")
    public func connect() throws(DuckDBError) -> Connection {
        try Connection(database: handle, interruption: Interruption())
    }

    /// A new connection that is cancelled together with another one.
    package func connect(interruptedBy interruption: Interruption) throws(DuckDBError) -> Connection {
        try Connection(database: handle, interruption: interruption)
    }

    /// Runs `body` with a new connection on a dedicated thread and returns what it returns.
    ///
    /// The connection cannot leave the closure or its thread. An open transaction is rolled back at the end.
    ///
    /// When the task is cancelled, the engine call that runs is interrupted, again and again until it returns with the code
    /// `interrupt`; where none runs, the next one fails so. After that one failure the closure's statements run as ever, so
    /// that it can clean up before it ends.
    ///
    /// The closure runs outside any task: `Task.isCancelled` and task-local values are not those of the caller. Code that
    /// works long between two statements has to look for cancellation by its own means.
    ///
    /// - Parameters:
    ///   - timeout: How long the engine may work for the closure, as with ``Connection/withDeadline(_:_:)-(Duration,_)``,
    ///     counted from this call; nil for as long as it takes.
    ///   - body: The work.
    /// - Returns: What `body` returns.
    /// - Throws: What `body` throws, with the code `deadlineExceeded` from its statements once the time is over;
    ///   `CancellationError` when the task was cancelled and `body` throws.
    @discardableResult
    public func withConnection<T: Sendable>(
        timeout: Duration? = nil,
        _ body: @escaping @Sendable (borrowing Connection) throws -> T
    ) async throws -> T {
        let deadline = timeout.map(Deadline.init(after:))
        return try await withOwnedConnection { connection in
            guard let deadline else { return try body(connection) }
            return try connection.interruption.withDeadline(deadline) { () throws in try body(connection) }
        }
    }

    /// The same, with the connection handed over: for a type that wraps it.
    package func withOwnedConnection<T: Sendable>(
        _ body: @escaping @Sendable (consuming Connection) throws -> T
    ) async throws -> T {
        let interruption = Interruption()
        return try await withTaskCancellationHandler {
            try await EngineThreads.shared.run { [self] in try run(body, interruption) }
        } onCancel: {
            interruption.cancel()
        }
    }

    /// The same, for at most so long: a call that nothing can interrupt, such as one that waits for a server in a socket, is
    /// left behind with its connection and its thread.
    ///
    /// - Parameters:
    ///   - timeout: How long the engine may work for the closure; nil for as long as it takes.
    ///   - grace: How long the closure may take to end after its deadline or a cancellation.
    ///   - onLeaving: Called when the closure is left behind: it runs on, and what it returns is dropped.
    ///   - body: The work.
    /// - Returns: What `body` returns.
    /// - Throws: As `withConnection`, and no later than the timeout or the cancellation and the grace after it.
    package func withOwnedConnection<T: Sendable>(
        timeout: Duration?,
        grace: Duration,
        onLeaving: @escaping @Sendable () -> Void,
        _ body: @escaping @Sendable (consuming Connection) throws -> T
    ) async throws -> T {
        let interruption = Interruption()
        let race = Race<T>()
        let leave: @Sendable (any Error) -> Void = { if race.finish(.failure($0)) { onLeaving() } }
        let timers = timeout.map { timeout in
            [
                interruption.stop(at: Deadline(after: timeout)),
                EngineTimer.timer(after: timeout + grace) {
                    leave(DuckDBError.deadlineExceeded(timeout, "The call was left behind.", sql: nil))
                },
            ]
        }
        defer { timers?.forEach { $0.cancel() } }
        return try await withTaskCancellationHandler {
            try EngineThreads.shared.start {
                try self.run(body, interruption)
            } _: {
                race.finish($0)
            }
            return try await race.result()
        } onCancel: {
            interruption.cancel()
            EngineTimer.after(grace) { leave(CancellationError()) }
        }
    }

    private func run<T>(
        _ body: (consuming Connection) throws -> T,
        _ interruption: Interruption
    ) throws -> T {
        let connection = try Connection(database: handle, interruption: interruption)
        // A task cancelled before the connection was there has interrupted nothing yet.
        try interruption.check()
        do {
            return try body(connection)
        } catch {
            try interruption.check()
            throw error
        }
    }
}
