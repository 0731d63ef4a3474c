public import DuckDBClient

extension PostgresReplica {
    /// When a connection broke in the middle of a query, or the replica cancelled it because of what it had to replay.
    public func isTransient(_ error: DuckDBError) -> Bool {
        guard !error.isOfTheStatement else { return false }
        return Self.transientTexts.contains(where: error.message.contains)
            // What libpq says of a connection that was taken away from a transaction: nothing.
            || (error.message.contains("Failed to prepare COPY") && error.message.trimmedSuffix.hasSuffix("\":"))
    }

    /// Closes the idle connections: the server, or a network between, may have forgotten them without a word, and the first
    /// query on such a one would wait for seconds.
    public func resume(on connection: borrowing Connection) throws {
        for limit in [0, server.connectionLimit] { try setConnectionLimit(limit, on: connection) }
    }

    func setConnectionLimit(_ limit: Int, on connection: borrowing Connection) throws {
        try connection.execute(
            "FROM postgres_configure_pool(catalog_name = \(SQL.literal(catalog)), max_connections = \(unsafe: "\(limit)"))"
        )
    }

    private static let transientTexts = [
        "conflict with recovery", "server closed the connection unexpectedly", "terminating connection due to",
        "SSL connection has been closed unexpectedly", "could not receive data from server",
        "the database system is starting up", "the database system is shutting down",
    ]
}

extension String {
    fileprivate var trimmedSuffix: Substring {
        guard let last = lastIndex(where: { !$0.isWhitespace }) else { return self[...] }
        return self[...last]
    }
}
