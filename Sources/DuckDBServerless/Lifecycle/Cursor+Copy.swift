public import DuckDBClient

extension Cursor {
    /// Writes a query's rows to a file or an object, by the engine's `COPY`.
    ///
    /// Bootstraps what the query and the target name, as ``query(_:_:)`` does.
    ///
    /// - Parameters:
    ///   - sql: One query; a semicolon or comment behind it does no harm.
    ///   - parameters: What is bound to it.
    ///   - target: A path or URL such as `s3://bucket/key.parquet`.
    ///   - options: The options of `COPY`, such as `FORMAT parquet`.
    /// - Returns: How many rows were written.
    /// - Throws: As ``query(_:_:)``.
    @discardableResult
    public func copy(
        _ sql: SQL,
        _ parameters: Parameters = .none,
        to target: String,
        _ options: SQL = "FORMAT parquet"
    ) throws -> Int {
        var rows = try query(
            "COPY (FROM " + sql.subquery + ") TO " + SQL.literal(target) + " (" + options + ")",
            parameters
        )
        guard case .integer(let count)? = try rows.next()?.values.first else { return 0 }
        return Int(count)
    }
}
