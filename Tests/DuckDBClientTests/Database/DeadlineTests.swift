import DuckDBClient
import Testing

@Suite("Deadlines")
struct DeadlineTests {
    @Test(
        "A deadline longer than the clock can count is none, and one that long ago has passed",
        arguments: [
            (Duration.seconds(Int64.max), true), (Duration(attoseconds: .max), true), (.zero, false),
            (.seconds(Int64.min), false), (Duration(attoseconds: .min), false),
        ]
    )
    func extremes(duration: Duration, passes: Bool) throws {
        let connection = try Database().connect()
        var (code, one): (DuckDBError.Code?, Int?) = (nil, nil)
        do throws(DuckDBError) {
            one = try connection.withDeadline(duration) { () throws(DuckDBError) in
                try connection.fetchOne(Int.self, "SELECT 1")
            }
        } catch {
            code = error.code
        }
        #expect(one == (passes ? 1 : nil))
        #expect(code == (passes ? nil : .deadlineExceeded))
    }

    private static let endless: SQL = InterruptionTests.endless

    @Test("A statement that would run for hours ends with the duration in its error, and the connection goes on")
    func interrupts() throws {
        let connection = try Database().connect()
        let error = try #require(throws: DuckDBError.self) {
            try connection.withDeadline(.milliseconds(20)) { try connection.execute(Self.endless) }
        }
        #expect(error.code == .deadlineExceeded)
        #expect(error.message == "The deadline of 0.02 seconds has passed. The engine was interrupted.")
        #expect(error.sql == Self.endless.text)
        #expect(try connection.fetchOne(Int.self, "SELECT 1") == 1)
    }

    @Test("A deadline that has passed lets no statement run, one or many, inside the closure")
    func passedBefore() throws {
        let connection = try Database().connect()
        try connection.execute("CREATE TABLE t (i INTEGER)")
        connection.withDeadline(.zero) {
            for _ in 0..<3 {
                let error = #expect(throws: DuckDBError.self) { try connection.execute("INSERT INTO t VALUES (1)") }
                #expect(error?.code == .deadlineExceeded)
            }
        }
        #expect(try connection.fetchOne(Int.self, "SELECT count(*) FROM t") == 0)
    }

    @Test("Of nested deadlines the earlier counts, wherever it stands", arguments: [(0, 3600), (3600, 0)])
    func nested(outer: Int, inner: Int) throws {
        let connection = try Database().connect()
        let error = try #require(throws: DuckDBError.self) {
            try connection.withDeadline(.seconds(outer)) {
                try connection.withDeadline(.seconds(inner)) { try connection.execute("SELECT 1") }
            }
        }
        #expect(error.message.hasPrefix("The deadline of 0.0 seconds"))
    }

    @Test("When an inner deadline is over, the outer one still counts and the work behind it runs")
    func innerOver() throws {
        let connection = try Database().connect()
        try connection.withDeadline(.seconds(3600)) { () throws in
            #expect(throws: DuckDBError.self) {
                try connection.withDeadline(.zero) { try connection.execute("SELECT 1") }
            }
            #expect(try connection.fetchOne(Int.self, "SELECT 1") == 1)
        }
    }

    @Test("An instant is a deadline as well, and a time too long to count is no error")
    func instants() throws {
        let connection = try Database().connect()
        #expect(throws: DuckDBError.self) {
            try connection.withDeadline(ContinuousClock.now) { try connection.execute("SELECT 1") }
        }
        let one = try connection.withDeadline(.seconds(Int64.max / 4)) { try connection.fetchOne(Int.self, "SELECT 1") }
        #expect(one == 1)
    }

    @Test("Reading a stream is under the deadline too")
    func streams() throws {
        let connection = try Database().connect()
        let error = try #require(throws: DuckDBError.self) {
            try connection.withDeadline(.milliseconds(20)) {
                var rows = try connection.prepare("SELECT i FROM range(1000000000000) t(i)").stream()
                while try rows.next() != nil {}
            }
        }
        #expect(error.code == .deadlineExceeded)
        #expect(try connection.fetchOne(Int.self, "SELECT 1") == 1)
    }

    @Test("A timeout at the asynchronous edge is the deadline of the whole closure")
    func timeout() async throws {
        let database = try await Database.open()
        let error = try await #require(throws: DuckDBError.self) {
            try await database.withConnection(timeout: .milliseconds(20)) { try $0.execute(Self.endless) }
        }
        #expect(error.code == .deadlineExceeded)
        let one = try await database.withConnection(timeout: .seconds(3600)) { try $0.fetchOne(Int.self, "SELECT 1") }
        #expect(one == 1)
    }

    @Test("A cancelled task is cancelled, not late")
    func cancelled() async throws {
        let database = try await Database.open()
        let (started, start) = AsyncStream.makeStream(of: Void.self)
        let task = Task {
            try await database.withConnection(timeout: .seconds(3600)) { connection in
                start.finish()
                return try connection.execute(Self.endless)
            }
        }
        for await _ in started {}
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
    }
}
