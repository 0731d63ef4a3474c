internal import CDuckDB

/// The owner of one `duckdb_connection`; disconnected once, when the connection, its statements and its results are gone.
///
/// All of them run their engine calls through it: it knows whether a stream is open, and tells the interruption which call
/// is running. It belongs to one thread, like what refers to it.
final class ConnectionHandle {
    let pointer: duckdb_connection
    let interruption: Interruption
    let id: Interruption.ConnectionID
    /// Whether a transaction closure is running.
    var isInTransactionClosure = false
    /// How many engine calls have failed so far.
    private(set) var failureCount = 0
    private var isShielded = false
    private var stream: Stream?
    private var streamCount = 0
    /// Keeps the database open for as long as a connection to it is.
    private let database: DatabaseHandle
    private let counted = OpenHandle("duckdb_connection")

    /// One stream of rows; a connection has one at most.
    struct Stream: Equatable {
        fileprivate let number: Int
    }

    init(database: DatabaseHandle, interruption: Interruption) throws(DuckDBError) {
        var connection: duckdb_connection?
        guard duckdb_connect(database.pointer, &connection) == DuckDBSuccess, let connection else {
            throw DuckDBError(code: .connection, message: "The engine could not open a connection.")
        }
        pointer = connection
        self.database = database
        self.interruption = interruption
        id = interruption.add(connection)
    }

    deinit {
        // Before the connection goes: an interrupt must never meet a closed one.
        interruption.remove(id)
        var connection: duckdb_connection? = pointer
        duckdb_disconnect(&connection)
    }

    /// Makes a blocking engine call that starts something: prepares, executes, appends.
    ///
    /// - Throws: `connectionBusy` while a stream is open; `interrupt` or `deadlineExceeded` when the call was interrupted, or
    ///   would have been; what `body` throws.
    func call<T: ~Copyable>(sql: String? = nil, _ body: () throws(DuckDBError) -> T) throws(DuckDBError) -> T {
        guard !isShielded else { return try body() }
        guard stream == nil else {
            throw DuckDBError(
                code: .connectionBusy,
                message: "A stream is still open on this connection. "
                    + "Read it to its end, let its rows go out of scope, or use another connection.",
                sql: sql
            )
        }
        return try interruptible(sql: sql, body)
    }

    /// Whether the call that runs is being interrupted, or would be.
    var isToStop: Bool { !isShielded && interruption.isToStop(id) }

    /// Makes a blocking engine call that goes on with what is there, such as fetching rows.
    func interruptible<T: ~Copyable>(
        sql: String?,
        _ body: () throws(DuckDBError) -> T
    ) throws(DuckDBError) -> T {
        guard !isShielded else { return try body() }
        try interruption.begin(id, sql: sql)
        do {
            let value = try body()
            interruption.end(id)
            return value
        } catch {
            failureCount += 1
            throw interruption.end(id, failedWith: error)
        }
    }

    /// Runs a statement for its effect.
    func run(_ sql: String) throws(DuckDBError) {
        _ = try StatementHandle(connection: self, sql: sql).execute()
    }

    /// Runs a statement that undoes something: nothing interrupts it, and it ends an open stream.
    func runShielded(_ sql: String) throws(DuckDBError) {
        isShielded = true
        defer { isShielded = false }
        try run(sql)
    }

    /// Keeps other statements away until the stream is closed.
    func openStream() -> Stream {
        streamCount += 1
        let opened = Stream(number: streamCount)
        stream = opened
        interruption.setStreaming(id, true)
        return opened
    }

    func isOpen(_ stream: Stream) -> Bool { self.stream == stream }

    /// Lets other statements in again; does nothing when the stream was closed before.
    func close(_ stream: Stream) {
        guard isOpen(stream) else { return }
        self.stream = nil
        interruption.setStreaming(id, false)
    }
}
