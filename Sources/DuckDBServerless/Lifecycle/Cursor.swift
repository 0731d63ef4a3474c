public import DuckDBClient

/// A connection of its own to an engine, which attaches what a statement names before the statement runs.
///
/// It lives as long as the closure it is handed to, on the engine thread that runs the closure: storing it, returning it or
/// passing it to another task does not compile.
public struct Cursor: ~Copyable {
    let connection: Connection
    private let bootstrapper: Bootstrapper
    private let missing: MissingExtension
    private let timeline: ColdStartTimeline

    init(
        connection: consuming Connection,
        bootstrapper: Bootstrapper,
        missing: MissingExtension,
        timeline: ColdStartTimeline
    ) {
        self.connection = connection
        self.bootstrapper = bootstrapper
        self.missing = missing
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
        try bootstrapper.run(for: [sql.text] + sql.values.flatMap(\.texts) + parameters.texts, use)
    }
}

extension Cursor: SQLExecutor {
    /// Bootstraps what the statement names, then parses and plans it.
    ///
    /// Values that are bound later are not looked at: see ``bootstrap(for:_:)`` where one holds a path.
    ///
    /// - Throws: `BootstrapError`; `ExtensionError` with code `notFound` or `notLoaded` when the statement needs an extension
    ///   that is not there; or the engine's `DuckDBError`.
    public func prepare(_ sql: SQL) throws -> Statement {
        try bootstrap(for: sql)
        return try recovering { () throws(DuckDBError) in try connection.prepare(sql) }
    }

    /// Bootstraps what the statement and its parameters name, then runs it.
    ///
    /// When the engine says that something attached is gone, such as a login whose password was rotated, it is attached
    /// anew and the statement is run once more.
    ///
    /// - Throws: As ``prepare(_:)``.
    public func query(_ sql: SQL, _ parameters: Parameters) throws -> Rows {
        try bootstrap(for: sql, parameters)
        return try recovering { () throws(DuckDBError) in try connection.prepare(sql).query(parameters) }
    }

    /// Bootstraps what the statement and its parameters name, then starts it and waits for its first row.
    ///
    /// Memory stays flat however many rows follow. Until the last is read, or they go out of scope, the cursor belongs
    /// to them: another statement is refused with the code `connectionBusy`.
    ///
    /// - Throws: As ``query(_:_:)``.
    public func stream(_ sql: SQL, _ parameters: Parameters = .none) throws -> Rows {
        try bootstrap(for: sql, parameters)
        return try recovering { () throws(DuckDBError) in
            var rows = try connection.prepare(sql).stream(parameters)
            try rows.fill()
            return rows
        }
    }

    /// The error itself.
    public static func failure(_ error: DuckDBError) -> any Error { error }

    /// Tries once more when a step could be run that the engine's error calls for.
    private func recovering<T: ~Copyable>(_ body: () throws(DuckDBError) -> T) throws -> T {
        do {
            return try body()
        } catch {
            guard try bootstrapper.recover(from: error, use) else { throw missing.explain(error) }
        }
        do {
            return try body()
        } catch {
            throw missing.explain(error)
        }
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
