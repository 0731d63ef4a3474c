import Dispatch
import DuckDBClient
import DuckDBServerless
import Foundation
import LocalServices
import Testing

@Suite("A DuckDB with a life of its own")
struct DuckDBTests {
    private let folder: ScratchFolder
    private let environment: DuckDBEnvironment

    init() async throws {
        folder = try ScratchFolder()
        environment = DuckDBEnvironment(try await .test([]))
    }

    private func database(
        _ name: String = "scores",
        cleanOnStart: Bool = false
    ) throws(DuckDBLifecycleError) -> DuckDB {
        try DuckDB(name: name, cleanOnStart: cleanOnStart, directory: folder.path, in: environment)
    }

    private var files: [String] {
        get throws { try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() }
    }

    @Test("What it holds outlives it, until it is asked to start clean")
    func persists() async throws {
        let first = try database()
        #expect(first.path == folder.path("scores.duckdb"))
        #expect(try files.isEmpty)
        try await first.cursor { _ = try $0.execute("CREATE TABLE t AS SELECT 1 AS i") }
        try await first.destroy()
        #expect(try files == ["scores.duckdb"])

        let second = try database()
        #expect(try await second.cursor { try $0.fetchOne(Int.self, "FROM t") } == 1)
        try await second.destroy()

        let third = try database(cleanOnStart: true)
        #expect(try files.isEmpty)
        await #expect(throws: DuckDBError.self) { try await third.cursor { try $0.fetchAll("FROM t") } }
        try await third.destroy(removingFile: true)
        #expect(try files.isEmpty)
    }

    @Test("Starting clean removes the log and the spill folder of a life that ended by a crash")
    func cleansLeftovers() async throws {
        for name in ["scores.duckdb", "scores.duckdb.wal", "other.duckdb"] {
            try Data("left".utf8).write(to: URL(filePath: folder.path(name)))
        }
        try FileManager.default.createDirectory(
            atPath: folder.path("scores.duckdb.tmp"),
            withIntermediateDirectories: false
        )
        try Data("left".utf8).write(to: URL(filePath: folder.path("scores.duckdb.tmp/spilled")))
        let database = try database(cleanOnStart: true)
        #expect(try files == ["other.duckdb"])
        #expect(try await database.cursor { try $0.fetchOne(Int.self, "SELECT 1") } == 1)
        try await database.destroy()
    }

    @Test("Two of one name in one process are refused, whatever the directory is called, until the first is destroyed")
    func refusesSecond() async throws {
        let first = try database()
        let error = #expect(throws: DuckDBLifecycleError.self) { try database() }
        #expect(error?.code == .nameInUse)
        #expect(error?.description.contains(first.path) == true)
        try FileManager.default.createSymbolicLink(atPath: folder.path("link"), withDestinationPath: folder.path)
        let other = #expect(throws: DuckDBLifecycleError.self) {
            try DuckDB(name: "scores", directory: folder.path("link"), in: environment)
        }
        #expect(other?.code == .nameInUse)
        // The one that was refused has taken nothing from the first.
        #expect(try await first.cursor { try $0.fetchOne(Int.self, "SELECT 1") } == 1)
        #expect(throws: DuckDBLifecycleError.self) { try database() }
        try await first.destroy()
        let second = try database()
        try await second.destroy()
    }

    @Test("Destroyed twice is destroyed once, and then a cursor is refused")
    func destroysOnce() async throws {
        let database = try database()
        _ = try await database.cursor { try $0.fetchOne(Int.self, "SELECT 1") }
        try await database.destroy()
        try await database.destroy()
        let error = await #expect(throws: DuckDBLifecycleError.self) {
            try await database.cursor { try $0.fetchOne(Int.self, "SELECT 1") }
        }
        #expect(error?.code == .destroyed)
    }

    @Test("Destroying one that never woke frees its name and makes no file")
    func destroysAsleep() async throws {
        try await database().destroy()
        #expect(try files.isEmpty)
        try await database().destroy()
    }

    @Test("Destroying waits for the cursors that run, and nothing they wrote is lost", .timeLimit(.minutes(1)))
    func destroysAfterCursors() async throws {
        let database = try database()
        let (started, isStarted) = AsyncStream.makeStream(of: Void.self)
        async let written = database.cursor { cursor in
            isStarted.yield()
            try cursor.execute("CREATE TABLE t AS SELECT max(i % 1013) AS i FROM range(20000000) r(i)")
            return try cursor.fetchOne(Int.self, "FROM t")
        }
        for await _ in started { break }
        try await database.destroy()
        #expect(try await written == 1012)
        let again = try self.database()
        #expect(try await again.cursor { try $0.fetchOne(Int.self, "FROM t") } == 1012)
        try await again.destroy()
    }

    @Test("A name that could lead out of the directory is refused", arguments: ["", "..", "a/b", "a b", "ä", "a.b"])
    func refusesName(name: String) {
        let error = #expect(throws: DuckDBLifecycleError.self) { try database(name) }
        #expect(error?.code == .invalidName)
    }

    @Test("A directory that is not there is refused, with what to do")
    func refusesDirectory() {
        let error = #expect(throws: DuckDBLifecycleError.self) {
            try DuckDB(name: "scores", directory: folder.path("none"), in: environment)
        }
        #expect(error?.code == .unwritable)
        #expect(error?.description.contains(folder.path("none")) == true)
    }

    @Test("What another process has open is neither removed nor shared")
    func refusesForeignFile() async throws {
        let holder = try await GuardedProcess(name: "holder")
        let script = """
            import duckdb, time
            connection = duckdb.connect("\(folder.path("scores.duckdb"))")
            connection.execute("CREATE TABLE t AS SELECT 42 AS i")
            print("holding", flush=True)
            time.sleep(600)
            """
        try await holder.start([try Tools.python, "-c", script], readiness: .output("holding"))
        let error = #expect(throws: DuckDBLifecycleError.self) { try database(cleanOnStart: true) }
        #expect(error?.code == .fileInUse)
        #expect(try files.contains("scores.duckdb"))
        let shared = try database()
        let busy = await #expect(throws: DuckDBError.self) { try await shared.cursor { try $0.fetchAll("FROM t") } }
        #expect(busy?.code == .io)
        // When the other has ended, the same one works.
        await holder.end()
        #expect(try await shared.cursor { try $0.fetchOne(Int.self, "FROM t") } == 42)
        try await shared.destroy()
    }

    @Test("A call that was left behind keeps the file its own until it ends", .timeLimit(.minutes(1)))
    func leftBehind() async throws {
        let gate = DispatchSemaphore(value: 0)
        let first = try DuckDB(
            name: "scores",
            directory: folder.path,
            bootstrap: [Waiting(gate: Gate(gate))],
            in: environment
        )
        let late = await #expect(throws: DuckDBError.self) {
            try await first.cursor(timeout: .milliseconds(500)) {
                try $0.fetchOne(Int.self, "SELECT wait_at_a_gate(1)")
            }
        }
        #expect(late?.code == .deadlineExceeded)
        let kept = await #expect(throws: DuckDBLifecycleError.self) { try await first.destroy(removingFile: true) }
        #expect(kept?.code == .fileInUse)
        let error = #expect(throws: DuckDBLifecycleError.self) { try database(cleanOnStart: true) }
        #expect(error?.code == .nameInUse)
        gate.signal()
        // It ends by itself, and only then is the name free.
        var second: DuckDB?
        while second == nil {
            await Task.yield()
            second = try? database(cleanOnStart: true)
        }
        #expect(try await second?.cursor { try $0.fetchOne(Int.self, "SELECT 1") } == 1)
        try await second?.destroy()
    }

    @Test(
        "One that is forgotten frees its name all the same, in a release build",
        .enabled(if: !DuckDBTests.isDebugBuild)
    )
    func forgotten() async throws {
        do {
            let forgotten = try database()
            try await forgotten.cursor { _ = try $0.execute("CREATE TABLE t AS SELECT 1 AS i") }
        }
        // When its engine is closed, which whoever let go of it last does.
        var next: DuckDB?
        while next == nil {
            await Task.yield()
            next = try? database()
        }
        #expect(try await next?.cursor { try $0.fetchOne(Int.self, "FROM t") } == 1)
        try await next?.destroy()
    }

    static let isDebugBuild = {
        #if DEBUG
        true
        #else
        false
        #endif
    }()

    @Test("A link in the place of the file is refused, whatever it leads to")
    func refusesLink() throws {
        let target = try folder.write(Data("somebody's".utf8), as: "target")
        try FileManager.default.createSymbolicLink(atPath: folder.path("scores.duckdb"), withDestinationPath: target)
        let error = #expect(throws: DuckDBLifecycleError.self) { try database(cleanOnStart: true) }
        #expect(error?.code == .unwritable)
        #expect(try String(contentsOfFile: target, encoding: .utf8) == "somebody's")
    }

    @Test("A file that this process has open by another way is not removed")
    func refusesOwnFile() async throws {
        let other = try await Database.open(path: folder.path("scores.duckdb"))
        try await other.withConnection { _ = try $0.execute("CREATE TABLE t AS SELECT 42 AS i") }
        let error = #expect(throws: DuckDBLifecycleError.self) { try database(cleanOnStart: true) }
        #expect(error?.code == .fileInUse)
        #expect(try await other.withConnection { try $0.fetchOne(Int.self, "FROM t") } == 42)
    }

    /// Registers a function that waits at a gate, as a call waits in a socket.
    struct Waiting: BootstrapStep {
        let gate: Gate
        var name: String { "waiting" }
        var triggers: [BootstrapTrigger] { [.catalog("wait_at_a_gate")] }

        func attach(to connection: borrowing Connection, with material: BootstrapMaterial) throws {
            let gate = gate
            try connection.register(
                ScalarFunction("wait_at_a_gate") { (number: Int64) in
                    gate.semaphore.wait()
                    return number
                }
            )
        }

        func detach(from connection: borrowing Connection) throws {}
    }
}
