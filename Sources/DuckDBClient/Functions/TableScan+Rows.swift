extension TableScan {
    /// Rows as tuples: `TableScan(columns: "n", "square") { (1...).lazy.map { ($0, $0 * $0) } }`.
    ///
    /// - Parameters:
    ///   - columns: The names of the columns, as many as the tuples have parts, of which there are two at least.
    ///   - rows: Makes the rows of one run of the statement; what it throws fails that.
    /// - Throws: `misuse` when the numbers of names and parts differ.
    @inlinable
    public init<Rows: Sequence & SendableMetatype, each Part: SQLTyped>(
        columns: String...,
        rows: @escaping @Sendable () throws -> sending Rows
    ) throws(DuckDBError) where Rows.Element == (repeat each Part), Rows.Iterator: SendableMetatype {
        try self.init(names: columns, rows: rows)
    }

    @inlinable
    init<Rows: Sequence & SendableMetatype, each Part: SQLTyped>(
        names: [String],
        rows: @escaping @Sendable () throws -> sending Rows
    ) throws(DuckDBError) where Rows.Element == (repeat each Part), Rows.Iterator: SendableMetatype {
        self.init(columns: try Self.columns(names, repeat (each Part).self)) {
            var iterator = try rows().makeIterator()
            return { chunk in try Self.fill(&chunk, &iterator) }
        }
    }

    /// Lent the iterator for a whole chunk, so that it is not checked row by row that nobody else uses it.
    @inlinable
    static func fill<Rows: IteratorProtocol, each Part: SQLTyped>(
        _ chunk: inout OutputChunk,
        _ rows: inout Rows
    ) throws -> Int where Rows.Element == (repeat each Part) {
        let cells = chunk.cells(repeat (each Part).self)
        for row in 0..<chunk.capacity {
            guard let values = rows.next() else { return row }
            repeat try (each cells).write(each values, at: row)
        }
        return chunk.capacity
    }

    /// Rows as tuples, by a closure that may fail between two of them.
    ///
    /// - Parameters:
    ///   - columns: The names of the columns, as many as the tuples have parts, of which there are two at least.
    ///   - next: Gives, for one run of the statement, a closure that gives row after row, and nil after the last; what it throws
    ///     fails the statement.
    /// - Throws: `misuse` when the numbers of names and parts differ.
    @inlinable
    public init<each Part: SQLTyped>(
        columns: String...,
        next: @escaping @Sendable () throws -> sending (() throws -> (repeat each Part)?)
    ) throws(DuckDBError) {
        try self.init(names: columns, next: next)
    }

    @inlinable
    init<each Part: SQLTyped>(
        names: [String],
        next: @escaping @Sendable () throws -> sending (() throws -> (repeat each Part)?)
    ) throws(DuckDBError) {
        self.init(columns: try Self.columns(names, repeat (each Part).self)) {
            let next = try next()
            return { chunk in
                let cells = chunk.cells(repeat (each Part).self)
                for row in 0..<chunk.capacity {
                    guard let values = try next() else { return row }
                    repeat try (each cells).write(each values, at: row)
                }
                return chunk.capacity
            }
        }
    }

    @usableFromInline
    static func columns<each Part: SQLTyped>(
        _ names: [String],
        _ parts: repeat (each Part).Type
    ) throws(DuckDBError) -> [Column] {
        var types: [LogicalType] = []
        for type in repeat each parts { types.append(type.sqlType) }
        guard names.count == types.count else {
            throw DuckDBError(
                code: .misuse,
                message: "\(names.count) names are given for the \(types.count) columns of the rows. Name each."
            )
        }
        return zip(names, types).map(Column.init)
    }
}

// One column

extension TableScan {
    @inlinable
    static func fill<Rows: IteratorProtocol>(
        _ chunk: inout OutputChunk,
        _ rows: inout Rows
    ) throws -> Int where Rows.Element: SQLTyped {
        let cells = chunk.cells(Rows.Element.self)
        for row in 0..<chunk.capacity {
            guard let value = rows.next() else { return row }
            try cells.write(value, at: row)
        }
        return chunk.capacity
    }

    /// Rows of one column.
    ///
    /// - Parameters:
    ///   - column: The name of the column.
    ///   - rows: Makes the rows of one run of the statement; what it throws fails that.
    @inlinable
    public init<Rows: Sequence & SendableMetatype>(
        column: String,
        rows: @escaping @Sendable () throws -> sending Rows
    ) where Rows.Element: SQLTyped, Rows.Iterator: SendableMetatype {
        self.init(columns: [Column(name: column, type: Rows.Element.sqlType)]) {
            var iterator = try rows().makeIterator()
            return { chunk in try Self.fill(&chunk, &iterator) }
        }
    }

    /// Rows of one column, by a closure that may fail between two of them.
    ///
    /// - Parameters:
    ///   - column: The name of the column.
    ///   - next: Gives, for one run of the statement, a closure that gives row after row, and nil after the last; what it throws
    ///     fails the statement.
    @inlinable
    public init<Element: SQLTyped>(
        column: String,
        next: @escaping @Sendable () throws -> sending (() throws -> Element?)
    ) {
        self.init(columns: [Column(name: column, type: Element.sqlType)]) {
            let next = try next()
            return { chunk in
                let cells = chunk.cells(Element.self)
                for row in 0..<chunk.capacity {
                    guard let value = try next() else { return row }
                    try cells.write(value, at: row)
                }
                return chunk.capacity
            }
        }
    }
}
