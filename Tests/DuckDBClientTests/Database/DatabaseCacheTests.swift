import DuckDBClient
import Foundation
import Testing

@Suite("Several databases in one process")
struct DatabaseCacheTests {
    /// A folder that is removed when `body` returns.
    private func withFolder(_ body: (URL) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "cache-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try body(folder)
    }

    @Test("The same file, however it is spelled, is one instance; another file is another")
    func sharesFiles() throws {
        try withFolder { folder in
            let cache = try DatabaseCache()
            let first = try cache.database(path: folder.path + "/a.duckdb")
            let same = try cache.database(path: folder.path + "/../\(folder.lastPathComponent)/a.duckdb")
            let other = try cache.database(path: folder.path + "/b.duckdb")
            try first.connect().execute("CREATE TABLE t AS SELECT 7 AS i")
            #expect(try same.connect().fetchOne(Int.self, "FROM t") == 7)
            #expect(throws: DuckDBError.self) { try other.connect().execute("FROM t") }
        }
    }

    @Test("A file that is open with other settings is refused")
    func refusesOtherSettings() throws {
        try withFolder { folder in
            let cache = try DatabaseCache()
            let path = folder.path + "/a.duckdb"
            let first = try cache.database(path: path, settings: [("threads", "1")])
            let error = #expect(throws: DuckDBError.self) {
                _ = try cache.database(path: path, settings: [("access_mode", "READ_ONLY")])
            }
            #expect(error?.code == .connection)
            #expect(try first.connect().fetchOne(Int.self, "SELECT 1") == 1)
        }
    }

    @Test("The cache keeps nothing open: what is let go is opened anew, with settings of its own")
    func letsGo() throws {
        try withFolder { folder in
            let cache = try DatabaseCache()
            let path = folder.path + "/a.duckdb"
            try cache.database(path: path).connect().execute("CREATE TABLE t AS SELECT 7 AS i")
            let readOnly = try cache.database(path: path, settings: [("access_mode", "READ_ONLY")])
            #expect(try readOnly.connect().fetchOne(Int.self, "FROM t") == 7)
        }
    }

    @Test("In memory, a name is shared and none is not")
    func memory() throws {
        let cache = try DatabaseCache()
        let named = try cache.database(path: ":memory:one")
        try named.connect().execute("CREATE TABLE t AS SELECT 7 AS i")
        #expect(try cache.database(path: ":memory:one").connect().fetchOne(Int.self, "FROM t") == 7)
        #expect(throws: DuckDBError.self) { try cache.database(path: ":memory:").connect().execute("FROM t") }
    }

    @Test("Many tasks that ask for one file at the same time share it")
    func concurrent() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "cache-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let cache = try DatabaseCache()
        let path = folder.path + "/a.duckdb"
        let kept = try await cache.open(path: path)
        _ = try await kept.withConnection { try $0.execute("CREATE TABLE t (i INTEGER)") }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<16 {
                group.addTask {
                    let database = try await cache.open(path: path)
                    _ = try await database.withConnection {
                        try $0.execute("INSERT INTO t VALUES ($1)", [.integer(Int64(number))])
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(try await kept.withConnection { try $0.fetchOne(Int.self, "SELECT sum(i) FROM t") } == 120)
    }

    /// What the documentation warns of: if an engine ever refuses the second, the warning can go.
    @Test("Without a cache the engine opens one file twice, and neither sees the other's tables")
    func withoutCache() throws {
        try withFolder { folder in
            let path = folder.path + "/a.duckdb"
            let (first, second) = (try Database(path: path), try Database(path: path))
            try first.connect().execute("CREATE TABLE t (i INTEGER)")
            let error = #expect(throws: DuckDBError.self) { try second.connect().execute("FROM t") }
            #expect(error?.code == .catalog)
        }
    }
}
