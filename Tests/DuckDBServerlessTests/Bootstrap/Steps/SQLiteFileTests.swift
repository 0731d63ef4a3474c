import DuckDBClient
import DuckDBServerless
import Foundation
import LocalServices
import Testing

@Suite("The SQLite step")
struct SQLiteFileTests {
    /// A file that another engine has written, through the same extension.
    private func makeFile(in folder: ScratchFolder) async throws -> String {
        var step = SQLiteFile(path: folder.path("it's.sqlite"))
        step.isReadOnly = false
        let engine = try await Engine.wake(.testWithAll([step]))
        try await engine.cursor { cursor in
            _ = try cursor.execute("CREATE TABLE sqlite_file.orders AS SELECT i AS id FROM range(100) t(i)")
        }
        return step.path
    }

    @Test("A file is attached when a statement names its catalog, and read")
    func reads() async throws {
        let folder = try ScratchFolder()
        let engine = try await Engine.wake(.testWithAll([SQLiteFile(path: makeFile(in: folder))]))
        #expect(try await engine.cursor { try $0.fetchOne(Int.self, "SELECT sum(id) FROM sqlite_file.orders") } == 4950)
    }

    @Test("The catalog is read-only")
    func isReadOnly() async throws {
        let folder = try ScratchFolder()
        let engine = try await Engine.wake(.testWithAll([SQLiteFile(path: makeFile(in: folder))]))
        let error = await #expect(throws: DuckDBError.self) {
            try await engine.cursor { try $0.execute("DELETE FROM sqlite_file.orders") }
        }
        #expect(error?.message.contains("read-only") == true)
    }

    @Test("A file that is not there is named, and is not made")
    func missing() async throws {
        let folder = try ScratchFolder()
        let engine = try await Engine.wake(.testWithAll([SQLiteFile(path: folder.path("none.sqlite"))]))
        let error = try await #require(throws: BootstrapError.self) {
            try await engine.cursor { try $0.fetchAll("FROM sqlite_file.orders") }
        }
        #expect(error.code == .attachFailed)
        #expect(error.description.contains("none.sqlite"))
        #expect(!FileManager.default.fileExists(atPath: folder.path("none.sqlite")))
    }
}
