/// What was named on the command line cannot be read.
struct QueryInputError: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}

/// The command line is wrong, as only the query's header could tell.
struct QueryUsageError: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}
