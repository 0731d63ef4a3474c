import BenchmarkSupport
import ClientFloor
import DuckDBClient

/// Opening, connecting and closing around the smallest query: in C and in Swift.
enum Lifecycle {
    static let cycleFloor = "C: open, connect, SELECT 1, close"
    static let cycleSwift = "Swift: open, connect, SELECT 1, close"
    static let visitFloor = "C: connect, SELECT 1, disconnect"
    static let visitSwift = "Swift: connect, SELECT 1, disconnect"

    static func cycles(rounds: Int) -> Group {
        Group(
            title: "A database for one query",
            rounds: rounds,
            subjects: [
                Subject(name: cycleFloor) {
                    var steps = floor_steps()
                    guard floor_cycle(&steps) else { throw BenchmarkError("C could not open a database.") }
                    return Self.steps(steps)
                },
                Subject(name: cycleSwift) { Self.steps(try cycle()) },
            ]
        )
    }

    /// One visit takes microseconds, so a round is `count` of them.
    static func visits(rounds: Int, count: Int) throws -> Group {
        guard let opened = floor_open("SELECT 1") else { throw BenchmarkError("C could not open a database.") }
        let database = try Database()
        return Group(
            title: "\(count) connections for one query each, to an open database",
            rounds: rounds,
            subjects: [
                Subject(name: visitFloor) {
                    var steps = floor_steps()
                    for _ in 0..<count {
                        guard floor_visit(opened, &steps) else { throw BenchmarkError("C could not connect.") }
                    }
                    return Self.steps(steps).filter { $0.nanoseconds > 0 }
                },
                Subject(name: visitSwift) {
                    var steps = floor_steps()
                    for _ in 0..<count { try visit(database, &steps) }
                    return Self.steps(steps).filter { $0.nanoseconds > 0 }
                },
            ]
        )
    }

    private static func steps(_ steps: floor_steps) -> [Step] {
        [
            Step(name: "open", nanoseconds: steps.open),
            Step(name: "connect", nanoseconds: steps.connect),
            Step(name: "query", nanoseconds: steps.query),
            Step(name: "disconnect", nanoseconds: steps.disconnect),
            Step(name: "close", nanoseconds: steps.close),
        ]
    }

    @inline(never)
    private static func cycle() throws -> floor_steps {
        var steps = floor_steps()
        let start = Clock.now
        let closed: Int64
        do {
            let database = try Database()
            steps.open = Clock.now - start
            try visit(database, &steps)
            closed = Clock.now
            _ = consume database
        }
        steps.close = Clock.now - closed
        return steps
    }

    private static func visit(_ database: Database, _ steps: inout floor_steps) throws {
        let start = Clock.now
        let connection = try database.connect()
        let connected = Clock.now
        let one = try connection.fetchOne(Int.self, "SELECT 1")
        let read = Clock.now
        _ = consume connection
        let disconnected = Clock.now
        guard one == 1 else { throw BenchmarkError("SELECT 1 returned \(String(describing: one)).") }
        steps.connect += connected - start
        steps.query += read - connected
        steps.disconnect += disconnected - read
    }
}
