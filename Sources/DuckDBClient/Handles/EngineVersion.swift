internal import CDuckDB

enum EngineVersion {
    static var current: String { duckdb_library_version().map { String(cString: $0) } ?? "unknown" }
}
