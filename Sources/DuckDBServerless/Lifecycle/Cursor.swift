public import DuckDBClient

/// A connection of its own to an engine, which attaches what a statement names before the statement runs.
///
/// It lives as long as the closure it is handed to, on the engine thread that runs the closure: storing it, returning it or
/// passing it to another task does not compile.
public struct Cursor: ~Copyable {
    private let connection: Connection
    private let database: Database
    private let bootstrapper: Bootstrapper

    init(connection: consuming Connection, database: Database, bootstrapper: Bootstrapper) {
        self.connection = connection
        self.database = database
        self.bootstrapper = bootstrapper
    }

    /// Runs the bootstrap steps that a statement and its text parameters call for, unless they have run.
    ///
    /// The other verbs do so themselves; call it to have the steps done at a time of your choosing, or for what a
    /// statement does not show, such as a view over an attached catalog.
    ///
    /// - Throws: `BootstrapError`.
    public func bootstrap(for sql: String, _ parameters: Parameters = .none) throws {
        try bootstrapper.run(for: [sql] + parameters.texts, on: database)
    }
}

extension Cursor: SQLExecutor {
    /// Bootstraps what the statement names, then parses and plans it.
    ///
    /// Values that are bound later are not looked at: see ``bootstrap(for:_:)`` where one holds a path.
    ///
    /// - Throws: `BootstrapError`, or the engine's `DuckDBError`.
    public func prepare(_ sql: String) throws -> Statement {
        try bootstrap(for: sql)
        do {
            return try connection.prepare(sql)
        } catch {
            guard try attachedSince(error) else { throw error }
            return try connection.prepare(sql)
        }
    }

    /// Bootstraps what the statement and its parameters name, then runs it.
    ///
    /// - Throws: `BootstrapError`, or the engine's `DuckDBError`.
    public func query(_ sql: String, _ parameters: Parameters) throws -> Rows {
        try bootstrap(for: sql, parameters)
        return try prepare(sql).query(parameters)
    }

    /// The error itself.
    public static func failure(_ error: DuckDBError) -> any Error { error }

    /// The engine names what the statement did not show, such as the catalog behind a view: attaches that.
    private func attachedSince(_ error: DuckDBError) throws -> Bool {
        guard [.catalog, .binder].contains(error.code) else { return false }
        return try bootstrapper.run(for: [error.message], on: database)
    }
}

extension Parameters {
    /// The texts among the values, lists and structures included.
    fileprivate var texts: [String] {
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
        case .list(let values): values.flatMap(\.texts)
        case .structure(let fields): fields.flatMap(\.value.texts)
        default: []
        }
    }
}
