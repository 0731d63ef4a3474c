import DuckDBClient
import Synchronization
import Testing

/// An atomic is not copyable, and so cannot go into an escaping closure by itself.
private final class CallCount: Sendable {
    let count = Atomic(0)
}

@Suite("A Swift function lives in its database")
struct FunctionLifeTests {
    /// Counts how many of its kind there are.
    final class Tracked: Sendable {
        static let alive = Mutex<[String: Int]>([:])
        let name: String

        init(_ name: String) {
            self.name = name
            Self.alive.withLock { $0[name, default: 0] += 1 }
        }

        deinit {
            Self.alive.withLock { $0[name, default: 0] -= 1 }
        }

        static func count(_ name: String) -> Int? { alive.withLock { $0[name] } }
    }

    @Test("For all its connections, and beside a function of the same name in another database")
    func scope() throws {
        let (one, two) = (try Database(), try Database())
        try one.connect().register(ScalarFunction("mine") { 1 })
        try two.connect().register(ScalarFunction("mine") { 2 })
        #expect(try one.connect().fetchOne(Int.self, "SELECT mine()") == 1)
        #expect(try two.connect().fetchOne(Int.self, "SELECT mine()") == 2)
    }

    @Test("What a closure captured is let go with the database, and all that a call made with its statement")
    func release() throws {
        func use() throws {
            let connection = try Database().connect()
            let (scalar, bind, scan) = (Tracked("scalar"), Tracked("bind"), Tracked("scan"))
            try connection.register(ScalarFunction("f") { (n: Int) in n + scalar.name.count })
            try connection.register(
                TableFunction("t") { _ in
                    let bound = Tracked("bound " + bind.name)
                    return TableScan(column: "n") {
                        let state = Tracked("state " + scan.name)
                        var n = 0
                        return {
                            n += 1
                            return n > 3000 ? nil : n + bound.name.count + state.name.count
                        }
                    }
                }
            )
            #expect(try connection.fetchOne(Int.self, "SELECT count(f(n)) FROM t()") == 3000)
            #expect(try connection.fetchAll("SELECT n FROM t() LIMIT 1").count == 1)
            #expect(Tracked.count("scalar") == 1)
            #expect(Tracked.count("state scan") == 0)
        }
        try use()
        for name in ["scalar", "bind", "scan", "bound bind", "state scan"] {
            #expect(Tracked.count(name) == 0, "\(name)")
        }
    }

    @Test("A function that was refused or replaced is let go at once; in a transaction it goes with a rollback")
    func refused() throws {
        let connection = try Database().connect()
        func scalar(_ name: String, _ mark: String) -> ScalarFunction {
            let tracked = Tracked(mark)
            return ScalarFunction(name) { tracked.name }
        }
        func table(_ mark: String) -> TableFunction {
            let tracked = Tracked(mark)
            return TableFunction("t", column: "n") { [tracked.name] }
        }
        try connection.register(scalar("g", "replaced"))
        try connection.register(scalar("g", "kept"))
        try connection.register(table("first"))
        #expect(throws: DuckDBError.self) { try connection.register(table("second")) }
        #expect(throws: DuckDBError.self) { try connection.register(scalar("", "nameless")) }
        #expect(Tracked.count("second") == 0)
        #expect(Tracked.count("nameless") == 0)
        #expect(try connection.fetchOne(String.self, "SELECT g()") == "kept")

        try connection.execute("BEGIN")
        try connection.register(scalar("undone", "undone"))
        #expect(try connection.fetchOne(String.self, "SELECT undone()") == "undone")
        try connection.execute("ROLLBACK")
        #expect(throws: DuckDBError.self) { try connection.fetchOne("SELECT undone()") }
    }

    @Test("It can ask the same database through a connection of its own")
    func reentrant() throws {
        let database = try Database(settings: [("threads", "2")])
        let connection = try database.connect()
        try connection.execute("CREATE TABLE prices AS SELECT i AS id, i * 10 AS price FROM range(100) r(i)")
        try connection.register(
            ScalarFunction("price") { [weak database] (id: Int) in
                try database?.connect().fetchOne(Int.self, "SELECT price FROM prices WHERE id = \(id)")
            }
        )
        try connection.register(
            TableFunction("cheap") { [weak database] _ in
                let names = try database?.connect().fetchAll(Int.self, "SELECT id FROM prices WHERE price < 30") ?? []
                return TableScan(column: "id") { names }
            }
        )
        #expect(try connection.fetchOne(Int.self, "SELECT sum(price(i % 100)) FROM range(300) r(i)") == 148_500)
        #expect(try connection.fetchAll(Int.self, "SELECT price(id) FROM cheap()") == [0, 10, 20])
    }

    @Test("Eight threads call the same functions at once")
    func threads() async throws {
        let database = try await Database.open(settings: [("threads", "4")])
        let calls = CallCount()
        try await database.withConnection { connection in
            try connection.register(
                ScalarFunction("next") { (n: Int?, text: String) -> String? in
                    calls.count.add(1, ordering: .relaxed)
                    return n.map { "\(text) \($0 + 1)" }
                }
            )
            try connection.register(TableFunction("upto", column: "n") { (last: Int) in (1...last) })
        }
        try await withThrowingTaskGroup(of: Int?.self) { group in
            for _ in 0..<8 {
                group.addTask {
                    try await database.withConnection { connection in
                        try connection.fetchOne(
                            Int.self,
                            """
                            SELECT count(*) FROM upto(20000)
                            WHERE next(n, 'the number after it is') = 'the number after it is ' || (n + 1)
                            """
                        )
                    }
                }
            }
            for try await count in group { #expect(count == 20000) }
        }
        #expect(calls.count.load(ordering: .relaxed) >= 160_000)
    }

    @Test("Cancelling the task ends a table function that would never end")
    func cancels() async throws {
        let database = try await Database.open()
        let (started, start) = AsyncStream.makeStream(of: Void.self)
        try await database.withConnection { connection in
            try connection.register(
                TableFunction("forever") { _ in
                    TableScan(column: "n") {
                        var n = 0
                        return {
                            n += 1
                            if n == 5000 { start.finish() }
                            return n
                        }
                    }
                }
            )
        }
        let task = Task {
            try await database.withConnection { try $0.fetchOne(Int.self, "SELECT count(*) FROM forever()") }
        }
        for await _ in started {}
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
        let after = try await database.withConnection {
            try $0.fetchOne(Int.self, "SELECT max(n) FROM (FROM forever() LIMIT 9)")
        }
        #expect(after == 9)
    }
}
