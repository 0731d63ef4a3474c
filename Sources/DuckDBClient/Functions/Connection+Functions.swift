extension Connection {
    /// Makes a Swift closure a function of the whole database, for all connections to it, until it closes.
    ///
    /// A function of the same name and parameters is replaced; one of other parameters stays beside it, built-in functions
    /// included. In a transaction the function is there for others after the commit, and gone after a rollback.
    ///
    /// The engine keeps the closure, and whatever it captured, until the database has closed: a closure that captured the
    /// ``Database`` itself would keep it open for ever. A function can use another connection to the same database.
    ///
    /// - Throws: `invalidInput` for a name that is none; `unsupportedType` for a type that functions cannot have.
    public func register(_ function: ScalarFunction) throws(DuckDBError) {
        try ScalarFunctionHandle.register(function, on: handle)
    }

    /// Makes a Swift closure a table function of the whole database, as ``register(_:)-(ScalarFunction)`` does.
    ///
    /// - Throws: `catalog` when there is a table function of that name; `invalidInput` for a name that is none;
    ///   `unsupportedType` for a type that functions cannot have.
    public func register(_ function: TableFunction) throws(DuckDBError) {
        try TableFunctionHandle.register(function, on: handle)
    }
}
