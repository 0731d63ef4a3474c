public import DuckDBClient
public import DuckDBServerless
internal import Glibc
public import NIOCore

extension Cursor {
    /// Runs a query and hands out its rows as a Parquet file, piece by piece.
    ///
    /// The engine writes the file into its spill folder first, since the end of a Parquet file says what is where in it; it
    /// is removed whatever happens. So the first piece comes after the last row, and the folder needs room for the file.
    ///
    /// - Parameters:
    ///   - sql: One query.
    ///   - parameters: What is bound to it.
    ///   - limits: How much it may be in all; nothing is sent of a file beyond.
    ///   - pieceSize: How many bytes a piece has, but for the last.
    ///   - send: Takes a piece. It is called on this thread.
    /// - Returns: How many rows and bytes were sent.
    /// - Throws: ``ResponseTooLarge``; what `send` throws; `DuckDBError` with the code `io` when the file cannot be written or
    ///   read; otherwise as `Cursor.query`.
    @discardableResult
    public func encodeParquet(
        _ sql: SQL,
        _ parameters: Parameters = .none,
        limits: ResultLimits = .none,
        pieceSize: Int = 65_536,
        send: (ByteBuffer) throws -> Void
    ) throws -> (rowCount: Int, byteCount: Int) {
        try encodeParquet(sql, parameters, limits: limits, pieceSize: pieceSize, check: { _ in }, send: send)
    }

    /// The same for a statement of which `check` takes the kind, before it runs.
    package func encodeParquet(
        _ sql: SQL,
        _ parameters: Parameters,
        limits: ResultLimits,
        pieceSize: Int = 65_536,
        check: (StatementKind) throws -> Void,
        send: (ByteBuffer) throws -> Void
    ) throws -> (rowCount: Int, byteCount: Int) {
        // One more than the limit, which says that there are too many.
        let rowLimit = limits.rows.flatMap { $0 == .max ? nil : max(0, $0) + 1 }
        return try withParquet(sql, parameters, rowLimit: rowLimit, check: check) { path, rowCount in
            try limits.check(rows: rowCount)
            let file = try ResultFile(path: path)
            try limits.check(bytes: file.size)
            while let piece = try file.next(max(1, pieceSize)) { try send(piece) }
            return (rowCount, file.size)
        }
    }
}

/// A file that is read from its beginning to its end, and closed when it goes out of scope.
private struct ResultFile: ~Copyable {
    private let descriptor: Int32
    let size: Int

    init(path: String) throws(DuckDBError) {
        descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw Self.failure }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else {
            let failure = Self.failure
            close(descriptor)
            throw failure
        }
        size = Int(status.st_size)
    }

    deinit {
        close(descriptor)
    }

    /// The next bytes, nil at the end.
    func next(_ count: Int) throws(DuckDBError) -> ByteBuffer? {
        var piece = ByteBuffer()
        var got = 0
        piece.writeWithUnsafeMutableBytes(minimumWritableBytes: count) { target in
            // Sound: not more is read than the target has room for, and only what was read counts as written.
            repeat { got = read(descriptor, target.baseAddress, count) } while got < 0 && errno == EINTR
            return max(0, got)
        }
        guard got >= 0 else { throw Self.failure }
        return got > 0 ? piece : nil
    }

    private static var failure: DuckDBError {
        DuckDBError(
            code: .io,
            message: "The Parquet file that the engine wrote cannot be read: \(String(cString: strerror(errno)))."
        )
    }
}
