import AWSParameters
import Dispatch
import DuckDBClient
import DuckDBServerless
import LocalServices
import Synchronization
import Testing

@Suite("Running bootstrap steps")
struct BootstrapperTests {
    /// A step as users write them: it attaches an empty catalog, and does what a test wants on the way.
    struct Custom: BootstrapStep {
        let name: String
        var requirements: [String] = []
        var isEager = false
        var timeout: Duration? = .seconds(30)
        let probe: Probe
        var triggers: [BootstrapTrigger] { [.catalog(name)] }

        init(_ name: String, _ probe: Probe, requirements: [String] = []) {
            self.name = name
            self.probe = probe
            self.requirements = requirements
        }

        func attach(to connection: borrowing Connection, with material: BootstrapMaterial) throws {
            try connection.execute("ATTACH ':memory:' AS \(SQL.identifier(name))")
            try probe.run(name)
        }

        func detach(from connection: borrowing Connection) throws {
            try connection.execute("DETACH DATABASE IF EXISTS \(SQL.identifier(name))")
        }
    }

    /// What happens when a step is attached, and which were so far.
    final class Probe: Sendable, Hashable {
        struct Failure: Error {}
        private let log = Mutex<[String]>([])
        private let body: @Sendable (String) throws -> Void

        init(_ body: @escaping @Sendable (String) throws -> Void = { _ in }) {
            self.body = body
        }

        var names: [String] { log.withLock { $0 } }

        func run(_ name: String) throws {
            log.withLock { $0.append(name) }
            try body(name)
        }

        static func == (left: Probe, right: Probe) -> Bool { left === right }
        func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(self)) }
    }

    private static func catalogs(_ engine: Engine) async throws -> [String] {
        try await engine.cursor { cursor in
            let sql: SQL = "SELECT database_name FROM duckdb_databases() WHERE NOT internal ORDER BY 1"
            return try cursor.fetchAll(String.self, sql).filter { $0 != "memory" }
        }
    }

    @Test("A function with every step configured connects to nothing and asks for nothing until one is named")
    func connectsToNothing() async throws {
        // Whoever connects is counted, and gets no answer.
        let listener = try SilentListener()
        let port = listener.port
        let password = ParameterReference(.ssm, "/p")
        var postgres = PostgresReplica(host: "127.0.0.1", database: "d", user: "u", password: password)
        postgres.port = port
        postgres.connectTimeout = 2
        var lake = DuckLake(metadata: .postgres(postgres.server), dataPath: "s3://lake/data/")
        lake.isReadOnly = false
        var mysql = MySQLDatabase(host: "127.0.0.1", database: "d", user: "u", password: password)
        mysql.port = port
        var quack = Quack(host: "127.0.0.1", token: password)
        quack.port = port
        var s3 = S3Storage(region: "us-east-1")
        s3.endpoint = "127.0.0.1:\(port)"
        let steps: [any BootstrapStep] = [
            s3, postgres, lake, mysql, quack, SQLiteFile(path: "/nowhere"), DatabaseFile(path: "/nowhere"),
            SQLScript(name: "views", triggers: [.catalog("views")], sql: "CREATE VIEW v AS FROM pg_replica.t"),
            MotherDuck(database: "md", token: password),
        ]
        let parameters = InMemoryParameters([:])
        var configuration = try await EngineConfiguration.testWithAll(steps)
        configuration.parameters = ParameterResolver(ParameterSources([.ssm: parameters]))
        // The bundle does not have what MotherDuck's extension downloads, which a deployed function would be told at the wake.
        configuration.installsMissing = true
        let engine = try await Engine.wake(configuration)
        #expect(try await engine.cursor { try $0.fetchOne(Int.self, "SELECT 42") } == 42)
        #expect(parameters.calls.count == 0)
        #expect(!listener.hasConnection)
        #expect(engine.timeline.phases.map(\.name) == ["engine"])
        // The counter counts: a step that is named gets as far as the server.
        parameters["/p"] = Secret("planted-password")
        let error = await #expect(throws: BootstrapError.self) {
            try await engine.cursor { try $0.fetchAll("FROM pg_replica.t") }
        }
        #expect(error?.code == .unreachable)
        #expect(listener.hasConnection)
    }

    @Test("Steps that do not build on each other run at the same time", .timeLimit(.minutes(1)))
    func independentSteps() async throws {
        let (first, second) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
        // Each waits until the other has begun.
        let probe = Probe { name in
            (name == "one" ? first : second).signal()
            (name == "one" ? second : first).wait()
        }
        let engine = try await Engine.wake(.test([Custom("one", probe), Custom("two", probe)]))
        try await engine.cursor { try $0.bootstrap(for: "FROM one.t, two.t") }
        #expect(try await Self.catalogs(engine) == ["one", "two"])
    }

    @Test("A step runs after those that it builds on, and they only once")
    func requirements() async throws {
        let probe = Probe()
        let steps = [
            Custom("top", probe, requirements: ["FROM left.t, right.t"]), Custom("left", probe, requirements: ["base"]),
            Custom("right", probe, requirements: ["base"]), Custom("base", probe),
        ]
        let engine = try await Engine.wake(.test(steps))
        try await engine.cursor { try $0.bootstrap(for: "FROM top.t") }
        #expect(probe.names.first == "base")
        #expect(probe.names.last == "top")
        #expect(probe.names.sorted() == ["base", "left", "right", "top"])
    }

    @Test("Steps that build on each other are refused at the wake")
    func circle() async throws {
        let steps = [Custom("a", Probe(), requirements: ["b.t"]), Custom("b", Probe(), requirements: ["a.t"])]
        let configuration = try await EngineConfiguration.test(steps)
        let error = await #expect(throws: BootstrapError.self) { try await Engine.wake(configuration) }
        #expect(error?.code == .circularRequirement)
    }

    @Test("An eager step runs at the wake; one that fails there is tried again when it is needed")
    func eager() async throws {
        let isWell = Mutex(false)
        let probe = Probe { name in
            let isWell = isWell.withLock { $0 }
            if name == "late", !isWell { throw Probe.Failure() }
        }
        var early = Custom("early", probe)
        var late = Custom("late", probe)
        early.isEager = true
        late.isEager = true
        let engine = try await Engine.wake(.test([early, late, Custom("lazy", probe)]))
        #expect(Set(probe.names) == ["early", "late"])
        #expect(try await Self.catalogs(engine) == ["early"])
        await #expect(throws: Probe.Failure.self) {
            try await engine.cursor { try $0.bootstrap(for: "FROM late.t") }
        }
        isWell.withLock { $0 = true }
        try await engine.cursor { try $0.bootstrap(for: "FROM late.t") }
        #expect(try await Self.catalogs(engine) == ["early", "late"])
    }

    @Test("A step that fails half way leaves nothing behind, fails no other, and runs at the next need")
    func failsAlone() async throws {
        let probe = Probe { name in if name == "bad" { throw Probe.Failure() } }
        let engine = try await Engine.wake(.test([Custom("bad", probe), Custom("good", probe)]))
        for _ in 1...2 {
            await #expect(throws: Probe.Failure.self) {
                try await engine.cursor { try $0.bootstrap(for: "FROM bad.t, good.t") }
            }
        }
        try await engine.cursor { try $0.bootstrap(for: "FROM good.t") }
        #expect(try await Self.catalogs(engine) == ["good"])
        #expect(probe.names.filter { $0 == "bad" }.count == 2)
        #expect(probe.names.filter { $0 == "good" }.count == 1)
    }

    @Test("A step that never ends is left behind when its time is over", .timeLimit(.minutes(1)))
    func timesOut() async throws {
        let gate = DispatchSemaphore(value: 0)
        let isFirst = Mutex(true)
        let probe = Probe { _ in
            let wasFirst = isFirst.withLock { isFirst in
                defer { isFirst = false }
                return isFirst
            }
            if wasFirst { gate.wait() }
        }
        var step = Custom("slow", probe)
        step.timeout = .milliseconds(100)
        let engine = try await Engine.wake(.test([step]))
        let error = await #expect(throws: BootstrapError.self) {
            try await engine.cursor { try $0.bootstrap(for: "FROM slow.t") }
        }
        #expect(error?.code == .timedOut)
        #expect(try await engine.cursor { try $0.fetchOne(Int.self, "SELECT 1") } == 1)
        gate.signal()
        // Until the first one has cleared away what it had left, a further try may be refused.
        while (try? await engine.cursor { try $0.bootstrap(for: "FROM slow.t") }) == nil { await Task.yield() }
        #expect(try await Self.catalogs(engine) == ["slow"])
    }

    @Test("Whoever gives up waiting for a step does not end it for the others", .timeLimit(.minutes(1)))
    func givesUpAlone() async throws {
        let (gate, begun) = (DispatchSemaphore(value: 0), AsyncStream.makeStream(of: Void.self))
        let probe = Probe { _ in
            begun.continuation.yield()
            gate.wait()
        }
        let engine = try await Engine.wake(.test([Custom("slow", probe)]))
        let first = Task { try await engine.cursor { try $0.bootstrap(for: "FROM slow.t") } }
        for await _ in begun.stream { break }
        let second = Task { try await engine.cursor { try $0.bootstrap(for: "FROM slow.t") } }
        first.cancel()
        await #expect(throws: CancellationError.self) { try await first.value }
        // So does a deadline.
        let error = await #expect(throws: DuckDBError.self) {
            try await engine.cursor(timeout: .milliseconds(20)) { try $0.bootstrap(for: "FROM slow.t") }
        }
        #expect(error?.code == .deadlineExceeded)
        gate.signal()
        try await second.value
        #expect(probe.names == ["slow"])
    }

    @Test(
        "A call that nothing interrupts is left behind at its deadline, and its steps are attached anew",
        .timeLimit(.minutes(1))
    )
    func leavesBehind() async throws {
        let gate = DispatchSemaphore(value: 0)
        let probe = Probe()
        let stuck = Stuck(gate: Gate(gate), probe: probe)
        let engine = try await Engine.wake(.test([stuck]))
        let error = await #expect(throws: DuckDBError.self) {
            try await engine.cursor(timeout: .milliseconds(50)) {
                try $0.fetchOne(Int.self, "SELECT wait_in_a_socket(1)")
            }
        }
        #expect(error?.code == .deadlineExceeded)
        let task = Task { try await engine.cursor { try $0.fetchOne(Int.self, "SELECT wait_in_a_socket(2)") } }
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
        gate.signal()
        gate.signal()
        #expect(try await engine.cursor { try $0.fetchOne(Int.self, "SELECT 1") } == 1)
        // The statement named the step, which therefore runs again for the next one that does.
        let before = probe.names.count
        try await engine.cursor { try $0.bootstrap(for: "SELECT wait_in_a_socket(3)") }
        #expect(probe.names.count == before + 1)
    }

    /// Registers a function that waits for a gate, as a call waits in a socket.
    struct Stuck: BootstrapStep {
        let gate: Gate
        let probe: Probe
        var name: String { "stuck" }
        var triggers: [BootstrapTrigger] { [.catalog("wait_in_a_socket")] }

        func attach(to connection: borrowing Connection, with material: BootstrapMaterial) throws {
            try probe.run(name)
            guard probe.names.count == 1 else { return }
            let gate = gate
            try connection.register(
                ScalarFunction("wait_in_a_socket") { (number: Int64) in
                    gate.semaphore.wait()
                    return number
                }
            )
        }

        func detach(from connection: borrowing Connection) throws {}
    }
}
