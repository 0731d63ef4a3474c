/// What a statement does, as the engine classifies it.
///
/// A struct rather than an enum, so that a new kind in a later engine breaks nobody's `switch`.
public struct StatementKind: Sendable, Hashable, RawRepresentable {
    /// The engine's number, as in the C API's `duckdb_statement_type`.
    public let rawValue: Int

    /// The kind of this number, known or not.
    public init(rawValue: Int) {
        self.rawValue = rawValue
    }

    /// The engine cannot say.
    public static let invalid = StatementKind(rawValue: 0)
    /// A query: `SELECT`, `FROM`, `VALUES`, `DESCRIBE`.
    public static let select = StatementKind(rawValue: 1)
    /// `INSERT`.
    public static let insert = StatementKind(rawValue: 2)
    /// `UPDATE`.
    public static let update = StatementKind(rawValue: 3)
    /// `EXPLAIN`.
    public static let explain = StatementKind(rawValue: 4)
    /// `DELETE`.
    public static let delete = StatementKind(rawValue: 5)
    /// `PREPARE`.
    public static let prepare = StatementKind(rawValue: 6)
    /// `CREATE`.
    public static let create = StatementKind(rawValue: 7)
    /// `EXECUTE`.
    public static let execute = StatementKind(rawValue: 8)
    /// `ALTER`.
    public static let alter = StatementKind(rawValue: 9)
    /// `BEGIN`, `COMMIT` or `ROLLBACK`.
    public static let transaction = StatementKind(rawValue: 10)
    /// `COPY`.
    public static let copy = StatementKind(rawValue: 11)
    /// `ANALYZE`.
    public static let analyze = StatementKind(rawValue: 12)
    /// The assignment of a variable.
    public static let variableSet = StatementKind(rawValue: 13)
    /// The creation of a function.
    public static let createFunction = StatementKind(rawValue: 14)
    /// `DROP`.
    public static let drop = StatementKind(rawValue: 15)
    /// `EXPORT`.
    public static let export = StatementKind(rawValue: 16)
    /// `PRAGMA`.
    public static let pragma = StatementKind(rawValue: 17)
    /// `VACUUM`.
    public static let vacuum = StatementKind(rawValue: 18)
    /// `CALL`.
    public static let call = StatementKind(rawValue: 19)
    /// `SET` and `RESET`.
    public static let set = StatementKind(rawValue: 20)
    /// `LOAD`.
    public static let load = StatementKind(rawValue: 21)
    /// A relation rather than a statement.
    public static let relation = StatementKind(rawValue: 22)
    /// A statement of an extension.
    public static let `extension` = StatementKind(rawValue: 23)
    /// A plan rather than a statement.
    public static let logicalPlan = StatementKind(rawValue: 24)
    /// `ATTACH`.
    public static let attach = StatementKind(rawValue: 25)
    /// `DETACH`.
    public static let detach = StatementKind(rawValue: 26)
    /// Several statements in one.
    public static let multi = StatementKind(rawValue: 27)
}
