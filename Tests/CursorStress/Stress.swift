import DuckDBClient
import DuckDBServerless

/// Many tasks with many cursors each over one database, mixed with sessions, cancellations, deadlines and failing steps.
struct Stress {
    let tasks: Int
    let cursors: Int
    private let environment: DuckDBEnvironment
    private let outcomes = Outcomes()

    /// What became of the calls, each of which has to end in one of these ways.
    struct Outcomes {
        let answered = Counter()
        let cancelled = Counter()
        let late = Counter()
        let failed = Counter()
    }

    init(tasks: Int, cursors: Int) {
        self.tasks = tasks
        self.cursors = cursors
        var configuration = EngineConfiguration(environment: FunctionEnvironment(variables: [:]))
        configuration.extensionDirectory = "/nowhere"
        configuration.threads = 2
        configuration.steps = [FlakyStep(runs: Counter())]
        environment = DuckDBEnvironment(configuration)
    }

    /// - Returns: How many calls ended in which way.
    /// - Throws: What no call may end with.
    func run() async throws -> Outcomes {
        try await environment.cursor {
            _ = try $0.execute("CREATE TABLE numbers AS SELECT range AS i FROM range(1000)")
        }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for task in 0..<tasks {
                group.addTask { for cursor in 0..<cursors { try await call(task * cursors + cursor) } }
            }
            try await group.waitForAll()
        }
        return outcomes
    }

    private func call(_ number: Int) async throws {
        switch number % 40 {
        case 0: try await session()
        case 1, 2: try await cancelled()
        case 3, 4: try await late()
        case 5...9: try await flaky()
        default: try await plain(number)
        }
    }

    private func plain(_ number: Int) async throws {
        let sum = try await environment.cursor { cursor in
            try cursor.execute("CREATE TEMP TABLE mine AS SELECT \(number) AS i")
            try cursor.execute("SET VARIABLE mine = 1")
            return try cursor.fetchOne(Int.self, "SELECT (SELECT i FROM mine) + count(*) FROM numbers")
        }
        guard sum == number + 1000 else {
            throw Wrong(text: "a cursor answered \(sum ?? -1) instead of \(number + 1000)")
        }
        outcomes.answered.next()
    }

    private func session() async throws {
        let count = try await environment.session(bootstrap: []) { session in
            try session.execute("CREATE TABLE mine AS SELECT 1 AS i")
            return try session.fetchOne(Int.self, "SELECT count(*) FROM duckdb_tables()")
        }
        guard count == 1 else { throw Wrong(text: "a session has seen \(count ?? 0) tables instead of its own") }
        outcomes.answered.next()
    }

    private func flaky() async throws {
        do {
            let code = try await environment.cursor { try $0.fetchOne(Int.self, "SELECT code FROM flaky.codes") }
            guard code == 7 else { throw Wrong(text: "the step's table holds \(code ?? 0)") }
            // So that it is attached, and fails, again and again.
            _ = try? await environment.cursor { try $0.execute("DETACH flaky") }
            outcomes.answered.next()
        } catch is FlakyStep.Failure {
            outcomes.failed.next()
        } catch let error as BootstrapError where error.code == .attachFailed {
            // Another task has detached it in the middle of the step.
            outcomes.failed.next()
        } catch let error as DuckDBError where [.catalog, .binder].contains(error.code) {
            // Another task has detached it between two tries.
            outcomes.failed.next()
        }
    }

    private func cancelled() async throws {
        let task = Task { try await environment.cursor(Self.endless) }
        task.cancel()
        do {
            _ = try await task.value
            throw Wrong(text: "an endless query has ended")
        } catch is CancellationError {
            outcomes.cancelled.next()
        }
    }

    private func late() async throws {
        do {
            _ = try await environment.cursor(timeout: .milliseconds(2), Self.endless)
            throw Wrong(text: "an endless query has ended")
        } catch let error as DuckDBError where error.code == .deadlineExceeded {
            outcomes.late.next()
        }
    }

    private static let endless: @Sendable (borrowing Cursor) throws -> Int? = { cursor in
        try cursor.fetchOne(Int.self, "SELECT count(*) FROM range(1000000000000) t(i) WHERE i % 7 = 3")
    }
}

/// An answer that cannot be.
struct Wrong: Error {
    let text: String
}
