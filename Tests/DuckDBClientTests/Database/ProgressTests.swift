import DuckDBClient
import Testing

@Suite("Progress")
struct ProgressTests {
    private static let slow: SQL = """
        SELECT count(*) FROM t
        WHERE sha256(sha256(sha256(sha256(sha256(sha256(sha256(sha256(i::VARCHAR)))))))) != ''
        """

    @Test("Another task sees a statement advance, and the sequence ends with the connection")
    func advances() async throws {
        let database = try await Database.open(settings: [("threads", "1")])
        let (handles, handOver) = AsyncStream.makeStream(of: (QueryProgressUpdates, Interrupter).self)
        let work = Task {
            try await database.withConnection { connection in
                try connection.execute("CREATE TABLE t AS SELECT i FROM range(3000000) r(i)")
                handOver.yield((try connection.progress(every: .milliseconds(1)), connection.interrupter))
                let error = #expect(throws: DuckDBError.self) { try connection.execute(Self.slow) }
                #expect(error?.code == .interrupt)
            }
        }
        let (updates, interrupter) = try #require(await handles.first { _ in true })
        var seen: [QueryProgress] = []
        for await progress in updates {
            seen.append(progress)
            if progress.percentage > 1 { interrupter.interrupt() }
        }
        try await work.value
        #expect(seen.allSatisfy { (0...100).contains($0.percentage) && $0.rowsProcessed <= $0.totalRows })
        // Once more at the end, where the engine has stopped counting and the call has not returned yet.
        #expect(seen.contains { $0.percentage > 1 && $0.rowsProcessed > 0 })
    }

    @Test("A statement that the engine does not count is told of as long as it runs, and stays at 0")
    func uncounted() async throws {
        let database = try await Database.open()
        let (handles, handOver) = AsyncStream.makeStream(of: (QueryProgressUpdates, Interrupter).self)
        let work = Task {
            try await database.withConnection { connection in
                let updates = try connection.progress(every: .milliseconds(1))
                // A function's rows are counted or not, as its threads begin before or after the first look.
                try connection.execute("SET enable_progress_bar = false")
                handOver.yield((updates, connection.interrupter))
                let error = #expect(throws: DuckDBError.self) {
                    try connection.execute("SELECT count(*) FROM range(100000000000) a, range(100) b")
                }
                #expect(error?.code == .interrupt)
            }
        }
        let (updates, interrupter) = try #require(await handles.first { _ in true })
        for await progress in updates {
            #expect(progress.percentage == 0)
            interrupter.interrupt()
        }
        try await work.value
    }

    @Test("Of a closed connection there is no progress")
    func closed() async throws {
        let database = try await Database.open()
        let updates = try await database.withConnection { try $0.progress(every: .zero) }
        for await _ in updates { Issue.record("There was a progress.") }
    }

    @Test("A reader that is cancelled ends, though the connection is open and idle")
    func cancelled() async throws {
        let database = try await Database.open()
        let (done, finish) = AsyncStream.makeStream(of: Void.self)
        try await database.withConnection { connection in
            let updates = try connection.progress()
            let reader = Task {
                for await _ in updates {}
                finish.finish()
            }
            reader.cancel()
            blockingWait(for: done)
        }
    }
}
