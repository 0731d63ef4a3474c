public import DuckDBClient

/// A connection of its own to an engine, which attaches what a statement names before the statement runs.
///
/// It lives as long as the closure it is handed to, on the engine thread that runs the closure: storing it, returning it or
/// passing it to another task does not compile.
public struct Cursor: ~Copyable {
    let connection: Connection
    private let parts: EngineParts
    private let current: CurrentStatement
    private let timeline: ColdStartTimeline

    init(
        connection: consuming Connection,
        parts: EngineParts,
        current: CurrentStatement,
        timeline: ColdStartTimeline
    ) {
        self.connection = connection
        self.parts = parts
        self.current = current
        self.timeline = timeline
    }

    private var use: Bootstrapper.Use {
        Bootstrapper.Use(interruption: connection.interruption, timeline: timeline)
    }

    /// Runs the bootstrap steps that a statement and its text parameters call for, unless they have run.
    ///
    /// The other verbs do so themselves; call it to have the steps done at a time of your choosing, or for what a
    /// statement does not show, such as a view over an attached catalog.
    ///
    /// - Throws: `BootstrapError`.
    public func bootstrap(for sql: SQL, _ parameters: Parameters = .none) throws {
        try bootstrapping(sql, parameters) { _ in }
    }

    /// From the beginning of a statement to its end.
    private func bootstrapping<T: ~Copyable>(
        _ sql: SQL,
        _ parameters: Parameters = .none,
        _ body: (StepsDone) throws -> T
    ) throws -> T {
        try parts.authorizer?.check(sql, parameters, on: connection)
        let texts = [sql.text] + sql.values.flatMap(\.texts) + parameters.texts
        current.texts = texts
        defer { parts.bootstrapper.end() }
        return try body(parts.bootstrapper.run(for: texts, use))
    }
}

extension Cursor: SQLExecutor {
    /// Bootstraps what the statement names, then parses and plans it.
    ///
    /// Values that are bound later are not looked at: see ``bootstrap(for:_:)`` where one holds a path.
    ///
    /// - Throws: `BootstrapError`; `ExtensionError` with code `notFound` or `notLoaded` when the statement needs an extension
    ///   that is not there; ``RefusedStatement`` of a hardened engine; or the engine's `DuckDBError`.
    public func prepare(_ sql: SQL) throws -> Statement {
        try running(sql) {
            let statement = try admitted(sql)
            // What is bound later nobody would look at.
            if parts.authorizer != nil, statement.parameterNames.count > sql.values.count {
                throw RefusedStatement.unbound
            }
            return statement
        }
    }

    /// Bootstraps what the statement and its parameters name, then runs it.
    ///
    /// When the engine says that something attached is gone, such as a login whose password was rotated, it is attached
    /// anew and the statement is run once more; so it is when a connection broke or a replica cancelled it.
    ///
    /// - Throws: As ``prepare(_:)``.
    public func query(_ sql: SQL, _ parameters: Parameters) throws -> Rows {
        try running(sql, parameters) { try admitted(sql).query(parameters) }
    }

    /// Bootstraps what the statement and its parameters name, then starts it and waits for its first row.
    ///
    /// Memory stays flat however many rows follow. Until the last is read, or they go out of scope, the cursor belongs
    /// to them: another statement is refused with the code `connectionBusy`.
    ///
    /// - Throws: As ``query(_:_:)``.
    public func stream(_ sql: SQL, _ parameters: Parameters = .none) throws -> Rows {
        try stream(sql, parameters) { _ in }
    }

    /// The same for a statement of which `check` takes the kind, before it runs.
    package func stream(
        _ sql: SQL,
        _ parameters: Parameters = .none,
        check: (StatementKind) throws -> Void
    ) throws -> Rows {
        try running(sql, parameters) {
            let statement = try admitted(sql)
            try check(statement.kind)
            var rows = try statement.stream(parameters)
            try rows.fill()
            return rows
        }
    }

    /// The error itself.
    public static func failure(_ error: DuckDBError) -> any Error { error }

    /// The statement, once nothing that it may load can be anything but what was baked.
    func admitted(_ sql: SQL) throws -> Statement {
        let statement = try connection.prepare(sql)
        try parts.loader.admit(statement.kind, timeline)
        return statement
    }

    /// Tries again, twice at most, when something could be done about the engine's error.
    func running<T: ~Copyable>(
        _ sql: SQL,
        _ parameters: Parameters = .none,
        _ body: () throws -> T
    ) throws -> T {
        try bootstrapping(sql, parameters) { done in try recovering(done, body) }
    }

    private func recovering<T: ~Copyable>(_ done: StepsDone, _ body: () throws -> T) throws -> T {
        var first: DuckDBError?
        for attempt in 1...3 {
            do {
                return try body()
            } catch let error as DuckDBError {
                // In a transaction, which the first error has ended, a second try says only that.
                if let first, error.message.contains(Self.aborted) { throw first }
                guard attempt < 3, try mends(error, attempt, done) else { throw parts.missing.explain(error) }
                first = first ?? error
            }
        }
        // The last attempt has returned or thrown.
        throw CancellationError()
    }

    private static let aborted = "Current transaction is aborted"

    private func mends(_ error: DuckDBError, _ attempt: Int, _ done: StepsDone) throws -> Bool {
        if !parts.loader.isSettled, parts.missing.isCured(byLoading: error) {
            try parts.loader.settle(timeline)
            return true
        }
        if attempt == 1, try parts.bootstrapper.recover(from: error, done, use) { return true }
        guard parts.bootstrapper.isTransient(error, done) else { return false }
        // Not all at once, and not at once: what was in the way needs a moment to pass.
        try pause(.milliseconds(Int.random(in: 20...100) * attempt))
        return true
    }
}

extension Parameters {
    /// The texts among the values, those within other values included.
    package var texts: [String] {
        switch self {
        case .positional(let values): values.flatMap(\.texts)
        case .named(let values): values.values.flatMap(\.texts)
        }
    }
}

extension Value {
    fileprivate var texts: [String] {
        switch self {
        case .text(let text): [text]
        case .list(let values), .array(let values): values.flatMap(\.texts)
        case .structure(let fields): fields.flatMap(\.value.texts)
        case .map(let entries): entries.flatMap { $0.key.texts + $0.value.texts }
        case .union(_, let value), .variant(let value): value.texts
        default: []
        }
    }
}
