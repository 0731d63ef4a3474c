extension ScalarFunction {
    /// A function of so many arguments as the closure has parameters, of the SQL types that the Swift types stand for.
    ///
    /// - Parameters:
    ///   - name: The function's name in SQL.
    ///   - isVolatile: Whether two calls with the same arguments can give different results.
    ///   - body: Gives the result for one row; what it throws fails the statement.
    @inlinable
    public init<each Argument: SQLTyped, Result: SQLTyped>(
        _ name: String,
        isVolatile: Bool = false,
        _ body: @escaping @Sendable (repeat each Argument) throws -> Result
    ) {
        var parameters: [Parameter] = []
        for type in repeat (each Argument).self { parameters.append(Parameter(type)) }
        self.init(name: name, parameters: parameters, result: Result.sqlType, isVolatile: isVolatile) {
            arguments,
            nulls,
            result in
            let cells = arguments.cells(repeat (each Argument).self)
            let writer = result.writer
            for row in 0..<arguments.rowCount where !nulls[row] {
                try writer.accept(body(repeat try (each cells).read(row)), at: row)
            }
        }
    }

    /// A function of any number of arguments of one type, none included.
    ///
    /// `ScalarFunction("longest", variadic: String.self) { words in words.max { $0.count < $1.count } }`
    ///
    /// - Parameters:
    ///   - name: The function's name in SQL.
    ///   - variadic: The type of the arguments.
    ///   - isVolatile: Whether two calls with the same arguments can give different results.
    ///   - body: Gives the result for the arguments of one row; what it throws fails the statement.
    @inlinable
    public init<Argument: SQLTyped, Result: SQLTyped>(
        _ name: String,
        variadic: Argument.Type,
        isVolatile: Bool = false,
        _ body: @escaping @Sendable ([Argument]) throws -> Result
    ) {
        self.init(
            name: name,
            parameters: [],
            variadic: Parameter(Argument.self),
            result: Result.sqlType,
            isVolatile: isVolatile
        ) { arguments, nulls, result in
            let cells = arguments.cells(each: Argument.self)
            let writer = result.writer
            for row in 0..<arguments.rowCount where !nulls[row] {
                var values: [Argument] = []
                values.reserveCapacity(cells.count)
                for cell in cells { values.append(try cell.read(row)) }
                try writer.accept(body(values), at: row)
            }
        }
    }
}
