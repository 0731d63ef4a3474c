extension TableScan {
    /// Rows as tuples: `TableScan(columns: "n", "square") { (1...).lazy.map { ($0, $0 * $0) } }`.
    ///
    /// - Parameters:
    ///   - columns: The names of the columns, as many as the tuples have parts, of which there are two at least.
    ///   - rows: Makes the rows of one run of the statement.
    /// - Throws: `misuse` when the numbers of names and parts differ.
    @inlinable
    public init<Rows: Sequence & SendableMetatype, each Part: SQLTyped>(
        columns: String...,
        rows: @escaping @Sendable () throws -> sending Rows
    ) throws(DuckDBError) where Rows.Element == (repeat each Part), Rows.Iterator: SendableMetatype {
        try self.init(names: columns, rows: rows)
    }

    @usableFromInline
    init<Rows: Sequence & SendableMetatype, each Part: SQLTyped>(
        names: [String],
        rows: @escaping @Sendable () throws -> sending Rows
    ) throws(DuckDBError) where Rows.Element == (repeat each Part), Rows.Iterator: SendableMetatype {
        try self.init(names: names) {
            var iterator = try rows().makeIterator()
            return { iterator.next() }
        }
    }

    /// Rows as tuples, by a closure that may fail between two of them.
    ///
    /// - Parameters:
    ///   - columns: The names of the columns, as many as the tuples have parts, of which there are two at least.
    ///   - next: Gives, for one run of the statement, a closure that gives row after row, and nil after the last.
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
        next start: @escaping @Sendable () throws -> sending (() throws -> (repeat each Part)?)
    ) throws(DuckDBError) {
        var types: [LogicalType] = []
        for type in repeat (each Part).self { types.append(type.sqlType) }
        self.init(columns: try Self.columns(names, types)) {
            let next = try start()
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
    static func columns(_ names: [String], _ types: [LogicalType]) throws(DuckDBError) -> [Column] {
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
    /// Rows of one column.
    ///
    /// - Parameters:
    ///   - column: The name of the column.
    ///   - rows: Makes the rows of one run of the statement.
    @inlinable
    public init<Rows: Sequence & SendableMetatype>(
        column: String,
        rows: @escaping @Sendable () throws -> sending Rows
    ) where Rows.Element: SQLTyped, Rows.Iterator: SendableMetatype {
        self.init(column: column) {
            var iterator = try rows().makeIterator()
            return { iterator.next() }
        }
    }

    /// Rows of one column, by a closure that may fail between two of them.
    ///
    /// - Parameters:
    ///   - column: The name of the column.
    ///   - next: Gives, for one run of the statement, a closure that gives row after row, and nil after the last.
    @inlinable
    public init<Element: SQLTyped>(
        column: String,
        next start: @escaping @Sendable () throws -> sending (() throws -> Element?)
    ) {
        self.init(columns: [Column(name: column, type: Element.sqlType)]) {
            let next = try start()
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
