internal import CDuckDB

extension ConnectionHandle {
    /// nil where the engine cannot tell.
    func tableNames(in sql: String, qualified: Bool) throws(DuckDBError) -> [String]? {
        try interruptible(sql: sql) { () throws(DuckDBError) in
            guard let names = duckdb_get_table_names(pointer, sql, qualified) else { return nil }
            return try [String](sqlValue: Value(consuming: names))
        }
    }

    /// What the engine has measured of the last statement; nil when it was not told to.
    var profile: ProfileNode? { duckdb_get_profiling_info(pointer).map(Self.node) }

    /// The engine's tree belongs to the connection; it is read at once.
    private static func node(_ info: duckdb_profiling_info) -> ProfileNode {
        let children = (0..<duckdb_profiling_info_get_child_count(info)).compactMap { index in
            duckdb_profiling_info_get_child(info, index).map(node)
        }
        let metrics = duckdb_profiling_info_get_metrics(info).flatMap { metrics in
            try? [String: String](sqlValue: Value(consuming: metrics))
        }
        return ProfileNode(metrics: metrics ?? [:], children: children)
    }
}
