package import DuckDBClient
internal import Glibc

#if canImport(FoundationEssentials)
internal import FoundationEssentials
#else
internal import Foundation
#endif

extension Cursor {
    /// Has the engine write a query's rows into a Parquet file of its spill folder, lends the file, and removes it.
    ///
    /// The spill folder is the one place where a hardened engine still writes. The query is looked at as every other is; only
    /// the `COPY` around it is this package's own.
    ///
    /// - Parameters:
    ///   - sql: One query; a semicolon or comment behind it does no harm.
    ///   - parameters: What is bound to it.
    ///   - rowLimit: How many rows are written at the most, or nil for all.
    ///   - check: Takes the kind of the statement, before it runs.
    ///   - read: Takes the file's path and the number of its rows.
    /// - Returns: What `read` returns.
    /// - Throws: As ``query(_:_:)``, what `check` and `read` throw, or `DuckDBError` with the code `io` when no folder can be made.
    package func withParquet<T>(
        _ sql: SQL,
        _ parameters: Parameters,
        rowLimit: Int?,
        check: (StatementKind) throws -> Void,
        _ read: (_ path: String, _ rowCount: Int) throws -> T
    ) throws -> T {
        let folder = try makeFolder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let path = "\(folder)/result.parquet"
        let limit: SQL = rowLimit.map { SQL(unsafe: " LIMIT \($0)") } ?? ""
        let copy = "COPY (FROM " + sql.subquery + limit + ") TO " + SQL.literal(path)
        let rowCount = try running(sql, parameters) {
            try check(try admitted(sql).kind)
            // Under its own name at once: what is cut off goes with the folder.
            var rows = try connection.query(copy + " (FORMAT parquet, USE_TMP_FILE false)", parameters)
            guard case .integer(let count)? = try rows.next()?.values.first else { return 0 }
            return Int(count)
        }
        return try read(path, rowCount)
    }

    /// A folder of this cursor's own in the engine's spill folder, which the engine makes only when it spills.
    private func makeFolder() throws -> String {
        let spill = try connection.fetchOne(String.self, "SELECT current_setting('temp_directory')") ?? ""
        try? FileManager.default.createDirectory(
            atPath: spill,
            withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700]
        )
        var template = Array("\(spill)/result_XXXXXX".utf8CString)
        guard !spill.isEmpty, mkdtemp(&template) != nil else {
            throw DuckDBError(
                code: .io,
                message:
                    "Parquet is written to the folder that the engine spills to, and none can be made in \"\(spill)\": "
                    + "\(String(cString: strerror(errno))). Let DUCKDB_TEMP_DIRECTORY name a folder that can be written to."
            )
        }
        return String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}
