extension TableFunction {
    /// A function of so many arguments as the closure has parameters, which gives rows as tuples.
    ///
    /// - Parameters:
    ///   - name: The function's name in SQL.
    ///   - columns: The names of the columns, as many as the tuples have parts, of which there are two at least.
    ///   - rows: Makes the rows for the arguments, each time the statement runs; what it throws fails that.
    @inlinable
    public init<
        each Argument: SQLTyped & Sendable,
        Rows: Sequence & SendableMetatype,
        each Part: SQLTyped
    >(
        _ name: String,
        columns: String...,
        rows: @escaping @Sendable (repeat each Argument) throws -> sending Rows
    ) where Rows.Element == (repeat each Part), Rows.Iterator: SendableMetatype {
        var parameters: [LogicalType] = []
        for type in repeat (each Argument).self { parameters.append(type.sqlType) }
        self.init(name, parameters: parameters) { call in
            let arguments = try call.arguments(repeat (each Argument).self)
            return try TableScan(names: columns) { try rows(repeat each arguments) }
        }
    }

    /// A function of so many arguments as the closure has parameters, which gives rows of one column.
    ///
    /// - Parameters:
    ///   - name: The function's name in SQL.
    ///   - column: The name of the column.
    ///   - rows: Makes the rows for the arguments, each time the statement runs; what it throws fails that.
    @inlinable
    public init<each Argument: SQLTyped & Sendable, Rows: Sequence & SendableMetatype>(
        _ name: String,
        column: String,
        rows: @escaping @Sendable (repeat each Argument) throws -> sending Rows
    ) where Rows.Element: SQLTyped, Rows.Iterator: SendableMetatype {
        var parameters: [LogicalType] = []
        for type in repeat (each Argument).self { parameters.append(type.sqlType) }
        self.init(name, parameters: parameters) { call in
            let arguments = try call.arguments(repeat (each Argument).self)
            return TableScan(column: column) { try rows(repeat each arguments) }
        }
    }
}

extension TableFunctionCall {
    /// The arguments, which are as many as the types.
    @usableFromInline
    func arguments<each T: ValueConvertible>(
        _ types: repeat (each T).Type
    ) throws(DuckDBError) -> (repeat each T) {
        var position = 0
        func next<U: ValueConvertible>(_: U.Type) throws(DuckDBError) -> U {
            defer { position += 1 }
            return try argument(position)
        }
        return (repeat try next((each T).self))
    }
}
