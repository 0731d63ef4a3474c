import DuckDBClient
import DuckDBLambda
import NIOCore

/// A query's rows as text, whole.
func encoded(
    _ sql: SQL,
    as format: ResultFormat,
    options: ResultOptions = .init(),
    limits: ResultLimits = .buffered,
    on connection: borrowing Connection
) throws -> String {
    var rows = try connection.query(sql)
    return String(buffer: try rows.encode(as: format, options: options, limits: limits).body)
}

func encoded(
    _ sql: SQL,
    as format: ResultFormat,
    options: ResultOptions = .init(),
    limits: ResultLimits = .buffered
) throws -> String {
    let connection = try Database().connect()
    return try encoded(sql, as: format, options: options, limits: limits, on: connection)
}
