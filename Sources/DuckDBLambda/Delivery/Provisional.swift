package import DuckDBClient
package import DuckDBServerless
package import NIOCore

extension Cursor {
    package func encodeParquet(
        _ sql: SQL,
        _ parameters: Parameters,
        limits: ResultLimits,
        check: (StatementKind) throws -> Void,
        send: (ByteBuffer) throws -> Void
    ) throws -> (rowCount: Int, byteCount: Int) { (0, 0) }
}
