/// What can be chosen about the form of a result; the defaults are those of the table of ``ResultEncoder``.
public struct ResultOptions: Sendable, Hashable {
    /// Whether JSON has numbers as strings that a reader with doubles alone would change.
    ///
    /// These are every DECIMAL, and whole numbers beyond ±(2^53 - 1), the last that JavaScript counts exactly.
    public var largeNumbersAsText = false

    /// The form of CSV.
    public var csv = CSV()

    /// The default form.
    public init() {}

    /// What can be chosen about CSV.
    public struct CSV: Sendable, Hashable {
        /// Whether the first line has the names of the columns.
        public var header = true
        /// What stands between two fields.
        public var delimiter = CSVDelimiter.comma

        /// The default form.
        public init() {}
    }
}
