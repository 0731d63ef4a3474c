/// A Swift closure as an SQL function that gives one value for each row.
///
/// ```swift
/// try connection.register(
///     ScalarFunction("initials") { (first: String, last: String?) -> String in
///         "\(first.prefix(1))\(last?.prefix(1) ?? "")"
///     }
/// )
/// try connection.fetchAll("SELECT initials(first, last) FROM people")
/// ```
///
/// The engine calls the closure from its own threads, several at once, row after row or, in the form that takes a
/// ``DataChunk``, for up to 2048 rows at a time. An argument that is NULL makes the result NULL without a call, unless the
/// parameter is optional.
///
/// An error that the closure throws fails the statement with `invalidInput` and the text
/// `Function "initials": ` and the error's description: what stands in it reaches whoever ran the statement.
///
/// The engine may leave a call out or make it once for all rows, where the arguments are constant: only a volatile function is
/// called for every row.
public struct ScalarFunction: Sendable {
    @usableFromInline
    typealias Body = @Sendable (borrowing DataChunk, NullRows, inout OutputVector) throws -> Void

    /// What a parameter takes.
    @usableFromInline
    struct Parameter: Sendable {
        let type: LogicalType
        /// Whether the closure is called where the argument is NULL.
        let takesNull: Bool

        @usableFromInline
        init(type: LogicalType, takesNull: Bool) {
            self.type = type
            self.takesNull = takesNull
        }

        @usableFromInline
        init<T: SQLTyped>(_: T.Type) {
            self.init(type: T.sqlType, takesNull: T.takesNull)
        }
    }

    /// The function's name in SQL.
    public let name: String
    let parameters: [Parameter]
    /// What any number of further arguments are.
    let variadic: Parameter?
    let result: LogicalType
    let isVolatile: Bool
    let body: Body

    @usableFromInline
    init(
        name: String,
        parameters: [Parameter],
        variadic: Parameter? = nil,
        result: LogicalType,
        isVolatile: Bool,
        body: @escaping Body
    ) {
        self.name = name
        self.parameters = parameters
        self.variadic = variadic
        self.result = result
        self.isVolatile = isVolatile
        self.body = body
    }

    /// A function that works on up to 2048 rows at a time, without a copy of them.
    ///
    /// ```swift
    /// ScalarFunction("plus_one", parameters: [.bigint], result: .bigint) { arguments, result in
    ///     let numbers = try arguments.column(0).values(Int64.self)
    ///     var sums = try result.values(Int64.self)
    ///     for row in numbers.indices { sums[row] = numbers[row] &+ 1 }
    /// }
    /// ```
    ///
    /// - Parameters:
    ///   - name: The function's name in SQL.
    ///   - parameters: The types of the parameters.
    ///   - variadic: The type of any number of further arguments; nil for none.
    ///   - result: The type of the result.
    ///   - takesNull: Whether the rows in which an argument is NULL are the closure's to decide; otherwise they are NULL,
    ///     whatever the closure writes to them, and what stands in their arguments means nothing.
    ///   - isVolatile: Whether two calls with the same arguments can give different results.
    ///   - body: Reads the arguments, one a column, and writes the result. Neither can leave the closure. What
    ///     it throws fails the statement.
    public init(
        _ name: String,
        parameters: [LogicalType],
        variadic: LogicalType? = nil,
        result: LogicalType,
        takesNull: Bool = false,
        isVolatile: Bool = false,
        _ body: @escaping @Sendable (_ arguments: borrowing DataChunk, _ result: inout OutputVector) throws -> Void
    ) {
        self.init(
            name: name,
            parameters: parameters.map { Parameter(type: $0, takesNull: takesNull) },
            variadic: variadic.map { Parameter(type: $0, takesNull: takesNull) },
            result: result,
            isVolatile: isVolatile
        ) { arguments, _, result in
            try body(arguments, &result)
            try result.finish()
        }
    }
}
