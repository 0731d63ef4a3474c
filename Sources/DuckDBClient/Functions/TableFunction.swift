/// A Swift closure as an SQL function that gives rows: `FROM countdown(10)`.
///
/// ```swift
/// try connection.register(
///     TableFunction("squares", columns: "n", "square") { (first: Int, last: Int) in
///         (first...last).lazy.map { ($0, $0 * $0) }
///     }
/// )
/// try connection.fetchAll("SELECT square FROM squares(1, 10) WHERE n % 2 = 0")
/// ```
///
/// The engine asks for rows as it needs them: a sequence without an end is fine under `LIMIT`, and one that takes long is
/// cancelled between two lots of 2048 rows. One call's rows are made by one thread at a time, though not always by the same;
/// several calls run at once.
///
/// An error that a closure throws fails the statement with `invalidInput`, or with `binder` as long as the call is being
/// planned, and the text `Function "squares": ` and the error's description: what stands in it reaches whoever ran the
/// statement. The arguments are constants to the engine: they cannot come from the rows of another table.
public struct TableFunction: Sendable {
    /// The function's name in SQL.
    public let name: String
    let parameters: [LogicalType]
    let namedParameters: [String: LogicalType]
    let bind: @Sendable (TableFunctionCall) throws -> TableScan

    /// A function that decides for each call what columns and rows it has.
    ///
    /// ```swift
    /// TableFunction("steps", parameters: [.bigint], named: ["by": .bigint]) { call in
    ///     let last = try call.argument(0, as: Int.self)
    ///     let step = try call.argument("by", as: Int?.self) ?? 1
    ///     return TableScan(columns: "n") { stride(from: 0, through: last, by: step) }
    /// }
    /// ```
    ///
    /// - Parameters:
    ///   - name: The function's name in SQL.
    ///   - parameters: The types of the parameters, which are given in their order.
    ///   - named: The types of the parameters that can be given by name, `steps(10, by := 2)`, or left out.
    ///   - bind: Called when a statement with a call is planned; more often than the statement runs, or less. What it
    ///     throws fails the statement.
    public init(
        _ name: String,
        parameters: [LogicalType] = [],
        named: [String: LogicalType] = [:],
        _ bind: @escaping @Sendable (_ call: TableFunctionCall) throws -> TableScan
    ) {
        self.name = name
        self.parameters = parameters
        namedParameters = named
        self.bind = bind
    }
}
