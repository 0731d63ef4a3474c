/// A prepared statement: parsed and planned once, run as often as you like.
///
/// It belongs to its connection's thread and cannot be copied; it is destroyed when it goes out of scope.
public struct Statement: ~Copyable {
    private let handle: StatementHandle
    private let sql: String
    /// What was interpolated into the statement's text.
    private let values: [Value]
    /// The names of the statement's parameters in their order: `status` for `$status`, `1` for `$1` and the first `?`.
    public let parameterNames: [String]

    init(connection: ConnectionHandle, sql: SQL) throws(DuckDBError) {
        try Self.check(sql.text)
        self.init(try StatementHandle(connection: connection, sql: sql.text), sql: sql)
    }

    init(_ handle: consuming StatementHandle, sql: SQL) {
        parameterNames = handle.parameterNames
        self.handle = handle
        self.sql = sql.text
        values = sql.values
    }

    /// The C API reads up to the first NUL: the rest would be dropped in silence.
    static func check(_ sql: String) throws(DuckDBError) {
        guard sql.utf8.contains(0) else { return }
        throw DuckDBError(code: .parser, message: "The statement contains a NUL character. Remove it.", sql: sql)
    }

    /// What the statement does.
    public var kind: StatementKind { handle.kind }

    /// The types of the parameters in their order, as the statement asks for them; nil where it would take any.
    public var parameterTypes: [LogicalType?] { handle.parameterTypes(count: parameterNames.count) }

    /// The columns that the statement will return; nil when that depends on the values of its parameters.
    public var columns: Columns? { handle.columns }

    /// Runs the statement with these parameters and returns its rows, computed and held by the engine.
    ///
    /// - Throws: `parameters` when they are not those of the statement; `unsupportedType`, `outOfRange` or `invalidInput` for a
    ///   value that the engine cannot take; `connectionBusy` while a stream is open; otherwise the engine's class.
    public func query(_ parameters: Parameters = .none) throws(DuckDBError) -> Rows {
        try bind(parameters)
        return Rows(try handle.execute())
    }

    /// Runs the statement with these parameters and computes its rows as they are read, in memory that does not grow.
    ///
    /// Until the last row is read, or reading fails, or the rows go out of scope, the connection belongs to the rows: another
    /// statement on it is refused with the code `connectionBusy`.
    ///
    /// - Throws: As ``query(_:)``; reading the rows throws what fails later.
    public func stream(_ parameters: Parameters = .none) throws(DuckDBError) -> Rows {
        try bind(parameters)
        return Rows(try handle.stream())
    }

    /// Runs the statement and looks at nothing of its result but how many rows it changed.
    func run(_ parameters: Parameters) throws(DuckDBError) -> Int {
        try bind(parameters)
        return try handle.execute().changedRows
    }

    private func bind(_ parameters: Parameters) throws(DuckDBError) {
        let values = try parameters.values(for: parameterNames, interpolated: values, sql: sql)
        for (index, value) in values.enumerated() {
            try handle.bind(ValueHandle(value), at: index + 1)
        }
    }
}
