internal import CDuckDB

/// The owner of one `duckdb_value` that the engine has made: texts, and lists and maps of them.
struct ReceivedValue: ~Copyable {
    private let pointer: duckdb_value
    private let counted = OpenHandle("duckdb_value")

    /// nil when the engine has made none.
    init?(_ pointer: duckdb_value?) {
        guard let pointer else { return nil }
        self.pointer = pointer
    }

    deinit {
        var value: duckdb_value? = pointer
        duckdb_destroy_value(&value)
    }

    var text: String {
        let text = duckdb_get_varchar(pointer)
        defer { duckdb_free(text) }
        return text.map { String(cString: $0) } ?? ""
    }

    /// The texts of a LIST.
    var texts: [String] {
        (0..<duckdb_get_list_size(pointer)).map { Self.text(duckdb_get_list_child(pointer, $0)) }
    }

    /// The texts of a MAP.
    var textsByKey: [String: String] {
        let pairs = (0..<duckdb_get_map_size(pointer)).map { index in
            (Self.text(duckdb_get_map_key(pointer, index)), Self.text(duckdb_get_map_value(pointer, index)))
        }
        return Dictionary(pairs, uniquingKeysWith: { first, _ in first })
    }

    private static func text(_ pointer: duckdb_value?) -> String {
        ReceivedValue(pointer)?.text ?? ""
    }
}

extension ConnectionHandle {
    /// nil where the engine cannot tell.
    func tableNames(in sql: String, qualified: Bool) throws(DuckDBError) -> [String]? {
        try interruptible(sql: sql) { () throws(DuckDBError) in
            ReceivedValue(duckdb_get_table_names(pointer, sql, qualified))?.texts
        }
    }

    /// What the engine has measured of the last statement; nil when it was not told to.
    var profile: ProfileNode? { duckdb_get_profiling_info(pointer).map(Self.node) }

    /// The engine's tree belongs to the connection; it is read at once.
    private static func node(_ info: duckdb_profiling_info) -> ProfileNode {
        let children = (0..<duckdb_profiling_info_get_child_count(info)).compactMap { index in
            duckdb_profiling_info_get_child(info, index).map(node)
        }
        return ProfileNode(
            metrics: ReceivedValue(duckdb_profiling_info_get_metrics(info))?.textsByKey ?? [:],
            children: children
        )
    }
}
