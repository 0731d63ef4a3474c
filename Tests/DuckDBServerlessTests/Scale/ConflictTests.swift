import DuckDBClient
import DuckDBServerless
import Foundation
import LocalServices
import Synchronization
import Testing

@Suite("Conflicts of transactions")
struct ConflictTests {
    /// Counts what a closure does, across threads.
    private final class Counter: Sendable {
        private let count = Mutex(0)
        var value: Int { count.withLock { $0 } }
        func add() -> Int {
            count.withLock {
                $0 += 1; return $0
            }
        }
    }

    @Test("Those of the engine's own tables are told from other errors, and the whole closure runs again")
    func ownTables() async throws {
        let database = try await TwoCursors()
        let tries = Counter()
        try await database.engine.cursor { cursor in
            try cursor.transaction(retries: 3) {
                // The snapshot is taken; the first time, another transaction is quicker.
                _ = try cursor.fetchOne(Int.self, "SELECT n FROM counter")
                if tries.add() == 1 { database.increment(10) }
                try cursor.execute("UPDATE counter SET n = n + 1")
            }
        }
        #expect(tries.value == 2)
        #expect(try await database.value == 11)
    }

    @Test(
        "When no retry is left, or none was asked for, the conflict is thrown and nothing is kept",
        arguments: [0, 2]
    )
    func noneLeft(retries: Int) async throws {
        let database = try await TwoCursors()
        let tries = Counter()
        let error = try await #require(throws: DuckDBError.self) {
            try await database.engine.cursor { cursor in
                try cursor.transaction(retries: retries) {
                    _ = try cursor.fetchOne(Int.self, "SELECT n FROM counter")
                    _ = tries.add()
                    database.increment(10)
                    try cursor.execute("UPDATE counter SET n = n + 1")
                }
            }
        }
        #expect(error.isTransactionConflict)
        #expect(tries.value == retries + 1)
        #expect(try await database.value == 10 * (retries + 1))
    }

    @Test("Any other error ends the transaction at once")
    func otherErrors() async throws {
        let database = try await TwoCursors()
        let tries = Counter()
        await #expect(throws: DuckDBError.self) {
            try await database.engine.cursor { cursor in
                try cursor.transaction(retries: 5) {
                    _ = tries.add()
                    try cursor.execute("SELECT error('no conflict')")
                }
            }
        }
        #expect(tries.value == 1)
    }

    @Test("A deadline ends the pause between two tries")
    func deadline() async throws {
        let database = try await TwoCursors()
        let error = try await #require(throws: DuckDBError.self) {
            try await database.engine.cursor(timeout: .milliseconds(200)) { cursor in
                try cursor.transaction(retries: .max) {
                    _ = try cursor.fetchOne(Int.self, "SELECT n FROM counter")
                    database.increment(1)
                    try cursor.execute("UPDATE counter SET n = n + 1")
                }
            }
        }
        #expect(error.code == .deadlineExceeded)
    }

    @Test("A commit to a lake that was interrupted may have taken effect, and is not run again")
    func interruptedCommit() async throws {
        let folder = try ScratchFolder()
        let lake = try await Lake(folder.path("data") + "/")
        try await lake.execute("CREATE TABLE lake.counter AS SELECT 0 AS n")
        // Every commit waits at the catalogue's server, after it was sent.
        try await PostgreSQL.shared().run(
            """
            CREATE FUNCTION wait() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN PERFORM pg_sleep(2); RETURN NULL; END$$;
            CREATE CONSTRAINT TRIGGER slow AFTER INSERT ON ducklake_snapshot DEFERRABLE INITIALLY DEFERRED
            FOR EACH ROW EXECUTE FUNCTION wait();
            """,
            as: lake.catalogue.connection
        )
        let tries = Counter()
        let error = try await #require(throws: DuckDBError.self) {
            try await lake.engine.cursor { cursor in
                try cursor.withDeadline(.seconds(1)) {
                    try cursor.transaction(retries: 5) {
                        _ = tries.add()
                        try cursor.execute("UPDATE lake.counter SET n = n + 1")
                    }
                }
            }
        }
        #expect(!error.isTransactionConflict)
        #expect(tries.value == 1)
    }

    @Test("Text alone makes no conflict", arguments: [DuckDBError.Code.interrupt, .deadlineExceeded, .io, .unknown])
    func codes(code: DuckDBError.Code) {
        #expect(!DuckDBError(code: code, message: "Transaction conflict").isTransactionConflict)
    }

    @Test("A lake that has given up says so of every error, which may be no conflict")
    func exhausted() {
        let text = "Failed to commit: Failed to commit DuckLake transaction.\nExceeded the maximum retry count of 10 "
        let lost = text + "server closed the connection unexpectedly"
        let duplicate = text + #"duplicate key value violates unique constraint "ducklake_snapshot_pkey""#
        #expect(!DuckDBError(code: .transaction, message: lost).isTransactionConflict)
        #expect(DuckDBError(code: .transaction, message: duplicate).isTransactionConflict)
    }
}

/// An engine with a counter, which a second connection changes while a first one is at work.
private struct TwoCursors {
    let engine: Engine

    init() async throws {
        engine = try await Engine.wake(.test([]))
        try await engine.cursor { _ = try $0.execute("CREATE TABLE counter AS SELECT 0 AS n") }
    }

    var value: Int? {
        get async throws { try await engine.cursor { try $0.fetchOne(Int.self, "SELECT n FROM counter") } }
    }

    /// Blocks the engine thread it is called on, which is not one of Swift's own.
    func increment(_ number: Int) {
        let isDone = DispatchSemaphore(value: 0)
        Task { [engine] in
            await #expect(throws: Never.self) {
                try await engine.cursor { _ = try $0.execute("UPDATE counter SET n = n + \(number)") }
            }
            isDone.signal()
        }
        isDone.wait()
    }
}
