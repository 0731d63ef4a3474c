import DuckDBClient
import Synchronization
import Testing

@Suite("Interrupting and cancelling")
struct InterruptionTests {
    static let endless: SQL =
        "SELECT count(*) FROM range(1000000000) a, range(1000000000) b WHERE (a.range * b.range) % 7 = 1"

    /// Runs `body` in a task and cancels it when the body calls `ready`.
    private func cancelled<T: Sendable>(
        _ database: Database,
        _ body: @escaping @Sendable (borrowing Connection, _ ready: () -> Void) throws -> T
    ) async throws -> T {
        let (started, start) = AsyncStream.makeStream(of: Void.self)
        let task = Task { try await database.withConnection { try body($0) { start.finish() } } }
        for await _ in started {}
        task.cancel()
        return try await task.value
    }

    @Test("A cancelled closure can clean up: only the statement that ran, or the next, fails")
    func cleansUp() async throws {
        let database = try await Database.open()
        let code = Mutex<DuckDBError.Code?>(nil)
        let rows = try await cancelled(database) { connection, ready in
            try connection.execute("CREATE TABLE t (i INTEGER)")
            ready()
            do {
                try connection.execute(Self.endless)
            } catch let error as DuckDBError {
                code.withLock { $0 = error.code }
            }
            for number in 0..<200 { try connection.execute("INSERT INTO t VALUES ($1)", [.integer(Int64(number))]) }
            return try connection.fetchOne(Int.self, "SELECT count(*) FROM t")
        }
        #expect(code.withLock { $0 } == .interrupt)
        #expect(rows == 200)
    }

    @Test("A cancellation between two statements makes the next one fail, once, and does not run it")
    func failsNext() async throws {
        let database = try await Database.open()
        let (cancelled, isCancelled) = AsyncStream.makeStream(of: Void.self)
        let (started, start) = AsyncStream.makeStream(of: Void.self)
        let task = Task {
            try await database.withConnection { connection in
                try connection.execute("CREATE TABLE t (i INTEGER)")
                start.finish()
                blockingWait(for: cancelled)
                let error = #expect(throws: DuckDBError.self) { try connection.execute("INSERT INTO t VALUES (1)") }
                #expect(error?.code == .interrupt)
                return try connection.fetchOne(Int.self, "SELECT count(*) FROM t")
            }
        }
        for await _ in started {}
        task.cancel()
        isCancelled.finish()
        #expect(try await task.value == 0)
    }

    @Test("Preparing and reading a stream are interrupted like executing")
    func interruptsStream() async throws {
        let database = try await Database.open()
        await #expect(throws: CancellationError.self) {
            try await cancelled(database) { connection, ready in
                var rows = try connection.prepare("SELECT i FROM range(1000000000000) t(i)").stream()
                _ = try rows.next()
                ready()
                while try rows.next() != nil {}
            }
        }
        #expect(try await database.withConnection { try $0.fetchOne(Int.self, "SELECT 1") } == 1)
    }

    @Test("A task that is cancelled from the start runs no statement")
    func cancelledBefore() async throws {
        let database = try await Database.open()
        let task = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            return try await database.withConnection { _ in Issue.record("The closure has run.") }
        }
        await #expect(throws: CancellationError.self) { try await task.value }
    }

    @Test("An interrupter ends the running statement from another thread")
    func interrupter() async throws {
        let database = try await Database.open()
        let (interrupters, handOver) = AsyncStream.makeStream(of: Interrupter.self)
        async let result = database.withConnection { connection in
            handOver.yield(connection.interrupter)
            let error = #expect(throws: DuckDBError.self) { try connection.execute(Self.endless) }
            #expect(error?.code == .interrupt)
        }
        let interrupter = try #require(await interrupters.first { _ in true })
        // An interrupt that finds nothing running does nothing: so go on until one has met the statement.
        let pressing = Task {
            while !Task.isCancelled {
                interrupter.interrupt()
                try? await Task.sleep(for: .milliseconds(1))
            }
        }
        try await result
        pressing.cancel()
    }

    @Test("An interrupter outlives its connection and does nothing then; between two statements it does nothing either")
    func interruptsNothing() throws {
        let database = try Database()
        let interrupter = try { () throws in
            let connection = try database.connect()
            let interrupter = connection.interrupter
            interrupter.interrupt()
            #expect(try connection.fetchOne(Int.self, "SELECT 1") == 1)
            return interrupter
        }()
        interrupter.interrupt()
        let other = try database.connect()
        interrupter.interrupt()
        #expect(try other.fetchOne(Int.self, "SELECT 1") == 1)
    }

    @Test("A stream that is interrupted while it computes what follows its first rows is not at its end")
    func longStream() throws {
        let connection = try Database().connect()
        let error = #expect(throws: DuckDBError.self) {
            try connection.withDeadline(.milliseconds(300)) {
                var rows = try connection.prepare(
                    "SELECT i FROM range(50000) t(i) UNION ALL SELECT count(*) FROM range(1000000000) a, range(1000) b"
                ).stream()
                while let chunk = try rows.nextChunk() { _ = chunk.rowCount }
            }
        }
        #expect(error?.code == .deadlineExceeded)
        #expect(try connection.fetchOne(Int64.self, "SELECT 1") == 1)
    }

    @Test("Of an open stream that nobody reads just now, an interrupt ends the next read")
    func interruptsIdleStream() throws {
        let connection = try Database().connect()
        var rows = try connection.prepare("SELECT i FROM range(1000000) t(i)").stream()
        _ = try rows.next()
        connection.interrupter.interrupt()
        let error = try #require(throws: DuckDBError.self) { while try rows.next() != nil {} }
        #expect(error.code == .interrupt)
        #expect(try connection.fetchOne(Int.self, "SELECT 1") == 1)
    }

    @Test("Statements in their thousands, interrupted at any moment, fail with nothing but an interrupt")
    func stress() async throws {
        let database = try await Database.open()
        for _ in 0..<40 {
            let task = Task {
                try await database.withConnection { connection in
                    while true {
                        do {
                            try connection.execute("SELECT sum(i) FROM range(5000) t(i)")
                        } catch let error as DuckDBError {
                            #expect(error.code == .interrupt)
                            return try connection.fetchOne(Int.self, "SELECT 1")
                        }
                    }
                }
            }
            try await Task.sleep(for: .microseconds(Int.random(in: 0..<3000)))
            task.cancel()
            let result = await task.result
            switch result {
            case .success(let one): #expect(one == 1)
            case .failure(let error): #expect(error is CancellationError)
            }
        }
    }
}
