public import DuckDBClient
public import NIOCore

extension Rows {
    /// Reads all the rows that are left and returns them encoded.
    ///
    /// - Parameters:
    ///   - format: Any but `parquet`, which `Cursor.encodeParquet` makes.
    ///   - options: What differs from the default form.
    ///   - limits: How much it may be.
    /// - Returns: The bytes, and the number of rows.
    /// - Throws: ``ResponseTooLarge`` as soon as a limit is passed, however many rows would follow, or `DuckDBError`.
    public mutating func encode(
        as format: ResultFormat,
        options: ResultOptions = .init(),
        limits: ResultLimits = .buffered
    ) throws -> EncodedResult {
        var body = ByteBuffer()
        var encoder = try ResultEncoder(format, columns: columns, options: options)
        encoder.begin(into: &body)
        try encodeBlocks(&encoder, limits, into: &body) { body, end in
            try limits.check(bytes: body.readableBytes + end)
            return limits.bytes.map { $0 - body.readableBytes - end }
        }
        encoder.end(into: &body)
        return EncodedResult(body: body, rowCount: encoder.rowCount)
    }

    /// Reads all the rows that are left and hands them out encoded, piece by piece.
    ///
    /// Memory stays flat however many rows there are, but for the format `columns`, which is held until its end.
    ///
    /// - Parameters:
    ///   - format: Any but `parquet`, which `Cursor.encodeParquet` makes.
    ///   - options: What differs from the default form.
    ///   - limits: How much it may be in all; no byte beyond is sent.
    ///   - pieceSize: How many bytes a piece has at least, but for the last; some more than that, since blocks of rows are
    ///     not divided.
    ///   - send: Takes a piece. It is called on this thread, and no more rows are read before it returns.
    /// - Returns: How many rows and bytes were sent.
    /// - Throws: ``ResponseTooLarge``, when pieces may have been sent already; what `send` throws; or `DuckDBError`.
    @discardableResult
    public mutating func encode(
        as format: ResultFormat,
        options: ResultOptions = .init(),
        limits: ResultLimits = .none,
        pieceSize: Int = 65_536,
        send: (ByteBuffer) throws -> Void
    ) throws -> (rowCount: Int, byteCount: Int) {
        var piece = ByteBuffer()
        var sent = 0
        var encoder = try ResultEncoder(format, columns: columns, options: options)
        encoder.begin(into: &piece)
        try encodeBlocks(&encoder, limits, into: &piece) { piece, end in
            let room = limits.bytes.map { $0 - sent - piece.readableBytes - end }
            try limits.check(bytes: sent + piece.readableBytes + end)
            guard piece.readableBytes >= max(1, pieceSize) else { return room }
            sent += piece.readableBytes
            try send(piece)
            // What was sent may be held by whoever got it: then this makes a new one.
            piece.clear(minimumCapacity: pieceSize)
            return room
        }
        encoder.end(into: &piece)
        if piece.readableBytes > 0 { try send(piece) }
        return (encoder.rowCount, sent + piece.readableBytes)
    }

    /// Encodes block by block; `check` gets what there is after each, and how many bytes the end will take, and returns how many
    /// more there may be.
    private mutating func encodeBlocks(
        _ encoder: inout ResultEncoder,
        _ limits: ResultLimits,
        into buffer: inout ByteBuffer,
        _ check: (inout ByteBuffer, Int) throws -> Int?
    ) throws {
        var room = try check(&buffer, encoder.endByteCount)
        while let chunk = try nextUnreadChunk() {
            try limits.check(rows: encoder.rowCount + chunk.rowCount - chunk.rowsRead)
            var row = chunk.rowsRead
            while row < chunk.rowCount {
                do {
                    row = try encoder.encodeBlock(of: chunk, from: row, into: &buffer, room: room ?? .max)
                } catch let error as ResponseTooLarge {
                    // What was left is not what the caller knows as the limit.
                    throw limits.bytes.map { ResponseTooLarge(.bytes($0)) } ?? error
                }
                room = try check(&buffer, encoder.endByteCount)
            }
        }
    }
}
