internal import DuckDBClient
internal import DuckDBServerless
internal import NIOCore

extension Cursor {
    func encodeParquet(
        _ sql: SQL,
        _ parameters: Parameters,
        limits: ResultLimits,
        check: (StatementKind) throws -> Void,
        send: (ByteBuffer) throws -> Void
    ) throws -> (rowCount: Int, byteCount: Int) { (0, 0) }
}
