/// What one call of a table function gives: its columns, and how its rows are made.
public struct TableScan: Sendable {
    /// Writes the next rows and returns how many; 0 after the last.
    ///
    /// What it throws fails the statement.
    public typealias Fill = (inout OutputChunk) throws -> Int

    /// Names and types of the columns.
    public let columns: [Column]
    /// About how many rows there will be, for the engine's planning; nil when nobody knows.
    public var estimatedRows: Int?
    @usableFromInline let start: @Sendable () throws -> sending Fill

    /// Rows that are written a chunk at a time.
    ///
    /// - Parameters:
    ///   - columns: Names and types of the columns, at least one.
    ///   - start: Called when the statement runs, each time: whatever the closure that it returns keeps is this run's own.
    @inlinable
    public init(columns: [Column], _ start: @escaping @Sendable () throws -> sending Fill) {
        self.columns = columns
        self.start = start
    }
}
